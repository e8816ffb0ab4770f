package org.dslab.engine.seam;

/** What an operator asks of a machine from outside the network; each machine defines its own kinds. */
public interface Request {}
