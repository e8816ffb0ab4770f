package org.dslab.engine.spool;

import java.time.Instant;

/**
 * A list post that was distributed here; repeats within five days are discarded (DS-81).
 *
 * @param list the list's address key
 * @param messageId the Message-ID field with its angle brackets
 */
public record SeenPost(String list, String messageId, Instant at) {}
