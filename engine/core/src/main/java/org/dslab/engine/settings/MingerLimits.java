package org.dslab.engine.settings;

import java.time.Duration;

/**
 * What strangers can demand of a Minger server (DS-57); sharing hosts are only subject to the total of connections and the time of each.
 *
 * @param queries per client; those over it are dropped over UDP and end the connection over TCP
 * @param maxConnections over TCP, open at once
 * @param maxConnectionsPerClient of these, from one client
 * @param reservedConnections of these, kept for sharing hosts
 * @param sessionLimit a connection is closed after this time, however busy it is
 */
public record MingerLimits(
        RateLimit queries,
        int maxConnections,
        int maxConnectionsPerClient,
        int reservedConnections,
        Duration sessionLimit) {

    /** With a tenth of the connections reserved, and ten minutes a connection. */
    public MingerLimits(RateLimit queries, int maxConnections, int maxConnectionsPerClient) {
        this(queries, maxConnections, maxConnectionsPerClient, maxConnections / 10, Duration.ofMinutes(10));
    }

    /** 60,000 queries a minute, 1,000 connections, 50 of one client. */
    public static MingerLimits defaults() {
        return new MingerLimits(new RateLimit(60_000, Duration.ofMinutes(1)), 1000, 50);
    }

    /** How many connections strangers get together. */
    public int connectionsOfStrangers() {
        return maxConnections - reservedConnections;
    }
}
