package org.dslab.fuzz;

/** RFC 5321 4.5.2, by the letter and without regard to cost: what the engine's is compared with. */
final class DotStuffing {

    private DotStuffing() {}

    /** A message as it is sent, up to and without its final dot; a last line without a line end gets one. */
    static String of(String message) {
        String stuffed = (message.startsWith(".") ? "." : "") + message.replace("\r\n.", "\r\n..");
        return stuffed.isEmpty() || stuffed.endsWith("\r\n") ? stuffed : stuffed + "\r\n";
    }

    /** What a message means that was sent so: one dot less where a line begins with one. */
    static String removedFrom(String sent) {
        return (sent.startsWith(".") ? sent.substring(1) : sent).replace("\r\n.", "\r\n");
    }
}
