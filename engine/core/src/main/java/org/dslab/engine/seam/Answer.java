package org.dslab.engine.seam;

/** What a machine answers to a {@link Request}; each machine defines its own kinds. */
public interface Answer {}
