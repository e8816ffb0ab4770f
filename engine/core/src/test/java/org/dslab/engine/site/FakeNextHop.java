package org.dslab.engine.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dslab.engine.octets.Octets;

/** A mail server of the test: takes everything, unless told otherwise for a verb. */
final class FakeNextHop {

    /** In the place of a reply: none comes. */
    static final String SILENCE = "(silence)";

    private final LinkedHashMap<String, String> scripted = new LinkedHashMap<>();
    private final List<String> commands = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private boolean handshakesSucceed = true;

    /** Replies so to commands that begin with the prefix; an empty reply hangs up. */
    FakeNextHop replying(String prefix, String reply) {
        scripted.put(prefix, reply);
        return this;
    }

    /** Offers STARTTLS; whether handshakes with it succeed. */
    FakeNextHop offeringTls(boolean succeeds) {
        handshakesSucceed = succeeds;
        return replying("EHLO", "250-hop\r\n250 STARTTLS").replying("STARTTLS", "220 go ahead");
    }

    FakeNextHop behaving() {
        scripted.clear();
        return this;
    }

    Octets greeting() {
        return Octets.latin1(scripted.getOrDefault("greeting", "220 hop ESMTP") + "\r\n");
    }

    Conversation converse() {
        return new Conversation();
    }

    private Optional<String> reply(String line, String usual) {
        return scripted.entrySet().stream()
                .filter(entry -> line.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .or(() -> Optional.of(usual));
    }

    /** One connection to it. */
    final class Conversation {

        private final StringBuilder pending = new StringBuilder();
        private final StringBuilder message = new StringBuilder();
        private boolean isInData;
        private boolean isHangingUp;

        List<Octets> receive(Octets octets) {
            List<Octets> replies = new ArrayList<>();
            pending.append(octets.latin1());
            int end = pending.indexOf("\r\n");
            while (end >= 0) {
                String line = pending.substring(0, end);
                pending.delete(0, end + 2);
                take(line)
                        .filter(reply -> !hangsUp(reply) && !reply.equals(SILENCE))
                        .ifPresent(reply -> replies.add(Octets.latin1(reply + "\r\n")));
                end = pending.indexOf("\r\n");
            }
            return replies;
        }

        private boolean hangsUp(String reply) {
            isHangingUp |= reply.isEmpty();
            return reply.isEmpty();
        }

        private Optional<String> take(String line) {
            if (isInData) {
                if (!line.equals(".")) {
                    message.append(line).append('\n');
                    return Optional.empty();
                }
                isInData = false;
                messages.add(message.toString());
                message.setLength(0);
                return reply(".", "250 2.0.0 taken");
            }
            commands.add(line);
            if (line.startsWith("DATA")) {
                Optional<String> reply = reply(line, "354 go ahead");
                isInData = reply.filter(text -> text.startsWith("354")).isPresent();
                return reply;
            }
            return reply(line, line.startsWith("QUIT") ? "221 2.0.0 bye" : "250 2.0.0 ok");
        }

        boolean shakesHands() {
            commands.add("(handshake)");
            return handshakesSucceed;
        }

        boolean hangsUp() {
            return isHangingUp;
        }
    }

    List<String> commands() {
        return commands;
    }

    /** Complete messages, dots and all, lines ended by {@code \n}. */
    List<String> messages() {
        return messages;
    }
}
