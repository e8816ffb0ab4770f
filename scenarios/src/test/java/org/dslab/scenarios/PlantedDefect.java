package org.dslab.scenarios;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Mistakes that an engine could make, as changes of its sources. Each must turn at least one scenario red. */
// List.of is immutable, and two lines of code read better joined than as a block.
@SuppressWarnings({"ImmutableEnumChecker", "StringConcatToTextBlock"})
enum PlantedDefect {
    /** Against DS-05. */
    PERMANENT_REFUSAL_WHEN_UNDETERMINED(
            "reception/RecipientPolicy.java",
            new Edit("new SmtpReply(451, \"4.4.3\", \"the recipient", "new SmtpReply(550, \"5.1.1\", \"the recipient")),

    /** Against DS-06. */
    VERIFIED_ADDRESSES_NEVER_EXPIRE(
            "sharing/VerifiedAddresses.java",
            new Edit("return timers.now().isBefore(end);", "return end.equals(end);")),

    /** Against DS-07. */
    NEGATIVE_ANSWERS_ARE_REMEMBERED(
            "reception/RecipientPolicy.java",
            new Edit(
                    "case NOT_FOUND -> unknown(clientAddress, DecidedBy.LOOKUP, verdict);",
                    "case NOT_FOUND -> { NEGATIVE.add(parts.settings().site() + recipient.key());"
                            + " unknown(clientAddress, DecidedBy.LOOKUP, verdict); }"),
            new Edit(
                    "    private final ReceptionParts parts;",
                    "    private static final java.util.TreeSet<String> NEGATIVE = new java.util.TreeSet<>();\n"
                            + "    private final ReceptionParts parts;"),
            new Edit(
                    "        if (!parts.domains().isLocal(domain)) {",
                    "        if (NEGATIVE.contains(parts.settings().site() + recipient.key())) {\n"
                            + "            verdict.decided(UNKNOWN, Optional.empty(), DecidedBy.REMEMBERED);\n"
                            + "            return Inquiry.ANSWERED;\n        }\n"
                            + "        if (!parts.domains().isLocal(domain)) {")),

    /** Against DS-31. */
    FAILED_SHARED_MAIL_GOES_TO_THE_SMART_HOST(
            "delivery/Router.java", new Edit("settings.sharing().keepFailedMailFromSmartHost()", "false")),

    /** Against DS-03 and DS-55. */
    HOSTS_ARE_ASKED_ONE_AFTER_THE_OTHER_UNTIL_ONE_FAILS(
            "sharing/Lookup.java",
            new Edit("""
                            for (HostState state : hosts) {
                                effects.record(new SiteEvent.HostAsked(id, state.host.name(), mailbox));
                                state.exchange = exchanges.ask(state.host, mailbox, answer -> answered(state, answer));
                            }
                    """, """
                            askNext(0, exchanges);
                    """),
            new Edit("    private void answered(HostState state, HostAnswer answer) {", """
                        private void askNext(int index, HostExchanges exchanges) {
                            if (index >= hosts.size()) {
                                return;
                            }
                            HostState state = hosts.get(index);
                            effects.record(new SiteEvent.HostAsked(id, state.host.name(), address.toString()));
                            state.exchange = exchanges.ask(state.host, address.toString(), answer -> {
                                boolean no = answer instanceof HostAnswer.Status given
                                        && given.status() == MingerStatus.DOES_NOT_EXIST;
                                if (!no) {
                                    hosts.subList(index + 1, hosts.size()).clear();
                                }
                                answered(state, answer);
                                if (no) {
                                    askNext(index + 1, exchanges);
                                }
                            });
                        }

                        private void answered(HostState state, HostAnswer answer) {""")),

    /** Against DS-37. */
    A_DELIVERY_IS_MADE_TWICE(
            "delivery/LocalDelivery.java",
            new Edit(
                    "        parts.effects().file(mailbox.toString(), key, head, message.body(), failure -> {",
                    "        parts.effects().file(mailbox.toString(), key + \"/2\", head, message.body(), f -> {});\n"
                            + "        parts.effects().file(mailbox.toString(), key, head, message.body(), failure -> {")),

    /** Against DS-52. */
    A_WRONG_DIGEST_IS_ACCEPTED(
            "minger/MingerDigest.java",
            new Edit("return MessageDigest.isEqual(", "return !digest.isEmpty() || MessageDigest.isEqual(")),

    /** Against MINGER.md: the echo keeps the spelling. */
    THE_ECHO_IS_LOWER_CASED(
            "minger/MingerReply.java",
            new Edit(
                    "return mailbox.concat(",
                    "return Octets.latin1(org.dslab.engine.address.AsciiCase.lower(mailbox.latin1())).concat(")),

    /** Against DS-43.1. */
    RESERVATIONS_ARE_KEPT_SECRET(
            "accounts/AccountDirectory.java",
            new Edit(
                    "case Destination.Reserved reservation -> MingerStatus.CANNOT_RECEIVE;",
                    "case Destination.Reserved reservation -> MingerStatus.DOES_NOT_EXIST;")),

    /** Against DS-43.2. */
    AN_ANSWER_IS_BORROWED_FROM_A_LOOKUP(
            "accounts/ReserveProtocol.java",
            new Edit("poll = Optional.of(HostPoll.begin(parts, address, answers -> answered(answers, round)));", """
                    parts.lookups().ask(address, org.dslab.engine.event.LookupPurpose.CREATION, outcome -> answered(
                            new HostPoll.Result(
                                    outcome.owner(),
                                    outcome.inactiveAt().stream().toList(),
                                    outcome.unusable().stream().toList()),
                            round));
                    """)),

    /** Against DS-43.2 and DS-54. */
    ONE_SOCKET_ASKS_ALL_THE_QUESTIONS_TO_A_HOST(
            "site/MingerClient.java",
            new Edit("long socket = ++lastSocket;", "long socket = ++lastSocket * 0 + 1 + host.minger().hashCode();"),
            new Edit("effects.emit(new Effect.CloseDatagram(socket));", "")),

    /** Against DS-44. */
    A_MOVING_ACCOUNT_TAKES_MAIL(
            "reception/RecipientPolicy.java",
            new Edit(
                    "case MOVING -> verdict.decided(INACTIVE, Optional.empty(), DecidedBy.LOCAL);",
                    "case MOVING -> acceptLocally(account, verdict);"),
            new Edit("            when isMovedByLookup(recipient) -> {", "            when isPostmaster -> {")),

    /** Against DS-14. */
    ALIASES_LEAD_TO_ACCOUNTS_ONLY(
            "accounts/AccountDirectory.java",
            new Edit("? new Destination.Elsewhere(end.get())", "? new Destination.NotHere()")),

    /** Against DS-22. */
    THE_NULL_SENDER_IS_LOOKED_UP("reception/SenderPolicy.java", new Edit("        if (sender.isEmpty() || ", """
                            if (sender.isEmpty()) {
                                EmailAddress nobody = EmailAddress.of("null@" + parts.settings().domains().getFirst());
                                return parts.lookups()
                                        .ask(nobody, LookupPurpose.SENDER, o -> decision.reply(replyTo(nobody, clientAddress, o)));
                            }
                            if (\
                    """));

    private final String source;
    private final List<Edit> edits;

    PlantedDefect(String source, Edit... edits) {
        this.source = source;
        this.edits = List.of(edits);
    }

    /** Text that occurs exactly once, and what stands there instead. */
    private record Edit(String from, String to) {

        String apply(String text, String where) {
            int at = text.indexOf(from);
            if (at < 0 || text.indexOf(from, at + 1) >= 0) {
                throw new AssertionError("the text to change must occur exactly once in " + where
                        + "; it has been edited, so write this defect anew: " + from);
            }
            return text.substring(0, at) + to + text.substring(at + from.length());
        }
    }

    /** Compiles the changed source into the folder. */
    void plant(Path classes) throws IOException {
        Path original = ChildRun.root()
                .resolve("engine/core/src/main/java/org/dslab/engine")
                .resolve(source);
        String text = Files.readString(original);
        for (Edit edit : edits) {
            text = edit.apply(text, source);
        }
        Path folder = Files.createDirectories(classes.resolveSibling(name().toLowerCase(Locale.ROOT)));
        Path changed = folder.resolve(Objects.requireNonNull(original.getFileName()));
        Files.writeString(changed, text);
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        int failed = compiler.run(
                null,
                null,
                null,
                "-proc:none",
                "--release",
                "21",
                "-cp",
                ChildRun.classPath(),
                "-d",
                classes.toString(),
                changed.toString());
        if (failed != 0) {
            throw new AssertionError("the changed " + source + " does not compile");
        }
    }
}
