package org.dslab.engine.smtp;

import java.util.Optional;
import java.util.TreeMap;
import org.dslab.engine.address.AsciiCase;
import org.dslab.engine.settings.SmtpSecurity;

/** The parameters of MAIL that the announced extensions define: SIZE, BODY, SMTPUTF8; AUTH is taken and ignored. */
record MailParameters(long size, boolean eightBit, boolean utf8, Optional<SmtpReply> refusal) {

    private static final int MAX_DIGITS = 20;

    static MailParameters parse(String text, SmtpSecurity offers) {
        TreeMap<String, String> values = new TreeMap<>();
        if (!text.isEmpty()) {
            for (String parameter : text.split(" +", -1)) {
                int equals = parameter.indexOf('=');
                String name = AsciiCase.upper(equals < 0 ? parameter : parameter.substring(0, equals));
                String value = equals < 0 ? "" : AsciiCase.upper(parameter.substring(equals + 1));
                if (values.put(name, value) != null || (equals >= 0 && value.isEmpty())) {
                    return refused(Replies.BAD_PARAMETER);
                }
            }
        }
        Optional<String> size = Optional.ofNullable(values.remove("SIZE"));
        Optional<String> body = Optional.ofNullable(values.remove("BODY"));
        Optional<String> utf8 = Optional.ofNullable(values.remove("SMTPUTF8"));
        if (offers.auth()) {
            // RFC 4954 5: to be understood where AUTH is offered; nobody is believed about others.
            values.remove("AUTH");
        }
        if (!values.isEmpty()) {
            return refused(Replies.UNKNOWN_PARAMETER);
        }
        boolean valid = size.map(MailParameters::isNumber).orElse(true)
                && body.map(value -> value.equals("7BIT") || value.equals("8BITMIME"))
                        .orElse(true)
                && utf8.map(String::isEmpty).orElse(true);
        if (!valid) {
            return refused(Replies.BAD_PARAMETER);
        }
        return new MailParameters(
                size.map(MailParameters::number).orElse(-1L),
                body.map(value -> value.equals("8BITMIME")).orElse(false),
                utf8.isPresent(),
                Optional.empty());
    }

    private static MailParameters refused(SmtpReply reply) {
        return new MailParameters(-1, false, false, Optional.of(reply));
    }

    static boolean isNumber(String digits) {
        return !digits.isEmpty()
                && digits.length() <= MAX_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** RFC 1870 allows 20 digits, more than fit: what is too large for us anyway is made the largest number. */
    static long number(String digits) {
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (number > (Long.MAX_VALUE - digit) / 10) {
                return Long.MAX_VALUE;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
