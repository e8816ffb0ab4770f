package org.dslab.server.site;

/** How a line of the log is written. */
public enum LogFormat {
    /** For people and for grep. */
    TEXT,
    /** One JSON object a line: time, event, fields. */
    JSON
}
