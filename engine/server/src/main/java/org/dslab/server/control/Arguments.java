package org.dslab.server.control;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.network.HostName;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.network.NumericAddress;
import org.dslab.server.json.JsonValue;
import org.dslab.server.json.RecordJson;

/** The members of a request. Those that a command never asks for are refused, so that a misspelt option does no harm. */
final class Arguments {

    private static final Pattern HOST = Pattern.compile("(?:\\[([^\\[\\]]+)]|([^:\\[\\]]+))(?::([0-9]{1,5}))?");
    private static final int LAST_PORT = 65_535;

    private final JsonValue.Members members;
    private final String firstDomain;
    private final Set<String> known = new TreeSet<>(Set.of("command"));

    /**
     * The members of one request.
     *
     * @param firstDomain completes a local part that stands alone
     */
    Arguments(JsonValue.Members members, String firstDomain) {
        this.members = members;
        this.firstDomain = firstDomain;
    }

    /** Call it when all arguments were asked for, before anything is done. */
    void nothingElse() throws BadRequestException {
        for (String name : members.values().keySet()) {
            if (!known.contains(name)) {
                throw new BadRequestException(name, "the command has no such argument; it has " + known);
            }
        }
    }

    String text(String name) throws BadRequestException {
        return optionalText(name).orElseThrow(() -> new BadRequestException(name, "this argument is missing"));
    }

    Optional<String> optionalText(String name) throws BadRequestException {
        known.add(name);
        Optional<JsonValue> value = members.get(name);
        if (value.isPresent()
                && members.text(name).filter(text -> !text.isEmpty()).isEmpty()) {
            throw new BadRequestException(name, "it must be a string that is not empty");
        }
        return members.text(name);
    }

    /** Strings; none if the member is missing. */
    List<String> texts(String name) throws BadRequestException {
        known.add(name);
        List<String> texts = new ArrayList<>();
        JsonValue value = members.get(name).orElse(new JsonValue.Items(List.of()));
        if (!(value instanceof JsonValue.Items(List<JsonValue> items))) {
            throw new BadRequestException(name, "it must be an array of strings");
        }
        for (JsonValue item : items) {
            if (!(item instanceof JsonValue.Text(String text)) || text.isEmpty()) {
                throw new BadRequestException(name, "it must be an array of strings that are not empty");
            }
            texts.add(text);
        }
        return texts;
    }

    /** False if the member is missing. */
    boolean flag(String name) throws BadRequestException {
        known.add(name);
        Optional<JsonValue> value = members.get(name);
        if (value.isPresent() && !(value.get() instanceof JsonValue.Flag)) {
            throw new BadRequestException(name, "it must be true or false");
        }
        return members.isTrue(name);
    }

    /** A whole number; empty if the member is missing. */
    Optional<Integer> number(String name, int least, int most) throws BadRequestException {
        known.add(name);
        Optional<JsonValue> value = members.get(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!(value.get() instanceof JsonValue.Whole(long number)) || number < least || number > most) {
            throw new BadRequestException(name, "it must be a whole number from " + least + " to " + most);
        }
        return Optional.of((int) number);
    }

    /** One of these words, in small letters with hyphens. */
    <E extends Enum<E>> E word(String name, E[] values) throws BadRequestException {
        String text = text(name);
        for (E value : values) {
            if (RecordJson.word(value).equals(text)) {
                return value;
            }
        }
        throw new BadRequestException(
                name,
                "'" + text + "' is none of "
                        + Stream.of(values).map(RecordJson::word).toList());
    }

    EmailAddress address(String name) throws BadRequestException {
        return parse(name, text(name));
    }

    Optional<EmailAddress> optionalAddress(String name) throws BadRequestException {
        Optional<String> text = optionalText(name);
        return text.isEmpty() ? Optional.empty() : Optional.of(parse(name, text.get()));
    }

    /** {@code host[:port]}; an IPv6 address in brackets. */
    HostPort host(String name, int defaultPort) throws BadRequestException {
        String text = text(name);
        Matcher parts = HOST.matcher(text);
        if (parts.matches()) {
            String bracketed = parts.group(1);
            String port = parts.group(3);
            int number = port == null ? defaultPort : Integer.parseInt(port);
            String host = bracketed == null ? parts.group(2) : bracketed;
            String ascii = HostName.ascii(host).orElse(host);
            if (number >= 1 && number <= LAST_PORT && HostName.isHost(ascii)) {
                return new HostPort(ascii, number);
            }
        }
        throw new BadRequestException(
                name,
                "'" + text + "' is no host such as mx.example.com:25 or [2001:db8::1]:25, with a port from 1 to 65535");
    }

    /** Addresses of the network; none if the member is missing. */
    List<String> numericAddresses(String name) throws BadRequestException {
        List<String> texts = texts(name);
        for (String text : texts) {
            if (NumericAddress.canonical(text).isEmpty()) {
                throw new BadRequestException(
                        name, "'" + text + "' is no numeric address such as 192.0.2.20 or 2001:db8::1");
            }
        }
        return texts;
    }

    /** Addresses; none if the member is missing. */
    List<EmailAddress> addresses(String name) throws BadRequestException {
        List<EmailAddress> addresses = new ArrayList<>();
        for (String text : texts(name)) {
            addresses.add(parse(name, text));
        }
        return addresses;
    }

    private EmailAddress parse(String name, String text) throws BadRequestException {
        return EmailAddress.parse(text)
                .or(() -> EmailAddress.parse(text + "@" + firstDomain))
                .orElseThrow(() -> new BadRequestException(
                        name, "'" + text + "' is neither an address such as botan@example.com nor a local part"));
    }

    /** In ISO 8601, such as {@code PT1H30M}. */
    Duration duration(String name) throws BadRequestException {
        String text = text(name);
        try {
            Duration duration = Duration.parse(text);
            if (!duration.isPositive() || duration.compareTo(Duration.ofDays(3660)) > 0) {
                throw new BadRequestException(name, "it must be a positive duration, at most ten years");
            }
            return duration;
        } catch (DateTimeParseException e) {
            throw new BadRequestException(name, "'" + text + "' is not an ISO 8601 duration such as PT1H30M");
        }
    }
}
