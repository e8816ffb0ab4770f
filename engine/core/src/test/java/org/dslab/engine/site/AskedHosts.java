package org.dslab.engine.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.dslab.engine.network.Endpoint;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.seam.CloseCause;
import org.dslab.engine.seam.Effect;
import org.dslab.engine.seam.Input;

/** The hosts that a site under test asks over Minger: they answer when the test says so. */
final class AskedHosts {

    private final Consumer<List<Input>> site;
    private final LinkedHashMap<Long, Effect.Datagram> questions = new LinkedHashMap<>();

    /** For a site that takes inputs of one instant like this. */
    AskedHosts(Consumer<List<Input>> site) {
        this.site = site;
    }

    void asked(Effect.Datagram question) {
        questions.put(question.socket(), question);
    }

    void closed(Effect.CloseDatagram close) {
        questions.remove(close.socket());
    }

    /** The site was killed. */
    void forget() {
        questions.clear();
    }

    /** Answers every open question to this host with a status, or with these octets instead of one. */
    void answer(String host, String status) {
        for (var question : List.copyOf(questions.entrySet())) {
            Effect.Datagram asked = question.getValue();
            if (asked.target().host().equals(host)) {
                String mailbox = asked.octets().utf8().split(" ", 2)[0];
                site.accept(List.of(new Input.DatagramReceived(
                        question.getKey(), new Endpoint("192.0.2.99", 4069), Octets.utf8(mailbox + " " + status))));
            }
        }
    }

    /** The driver says that no question can get to this host. */
    void cannotAsk(String host, CloseCause cause) {
        for (var question : List.copyOf(questions.entrySet())) {
            if (question.getValue().target().host().equals(host)) {
                site.accept(List.of(new Input.Unreachable(question.getKey(), cause)));
            }
        }
    }

    /** Positive answers of these hosts about the mailbox, all at the same instant and in this order. */
    void claimTogether(String mailbox, String... hosts) {
        List<Input> claims = new ArrayList<>();
        for (String host : hosts) {
            questions.forEach((socket, asked) -> {
                if (asked.target().host().equals(host)) {
                    claims.add(new Input.DatagramReceived(
                            socket, new Endpoint("192.0.2.99", 4069), Octets.utf8(mailbox + " 5")));
                }
            });
        }
        site.accept(claims);
    }

    /** Answers one question; false if it was not asked. */
    boolean answerOne(String host, String mailbox, String status) {
        for (var question : List.copyOf(questions.entrySet())) {
            Effect.Datagram asked = question.getValue();
            if (asked.target().host().equals(host)
                    && asked.octets().utf8().split(" ", 2)[0].equals(mailbox)) {
                site.accept(List.of(new Input.DatagramReceived(
                        question.getKey(), new Endpoint("192.0.2.99", 4069), Octets.utf8(mailbox + " " + status))));
                return true;
            }
        }
        return false;
    }

    /** The questions that wait for an answer, as {@code host query}. */
    List<String> questions() {
        return questions.values().stream()
                .map(asked -> asked.target().host() + " " + asked.octets().utf8())
                .toList();
    }

    /** The sockets that questions went out from and that are still open. */
    List<Long> sockets() {
        return List.copyOf(questions.keySet());
    }

    /** A datagram comes to a socket, open or not. */
    void answerTo(long socket, String text) {
        site.accept(List.of(new Input.DatagramReceived(socket, new Endpoint("192.0.2.99", 4069), Octets.utf8(text))));
    }
}
