package org.dslab.server.store;

import org.dslab.engine.octets.Octets;

/**
 * A part of a body.
 *
 * @param last the body ends with these octets
 */
public record BodyPiece(Octets octets, boolean last) {}
