package org.dslab.engine.network;

import java.util.Optional;
import java.util.regex.Pattern;
import org.dslab.engine.address.DomainNames;

/** What may stand for a host: a name that a resolver can be asked about, or a numeric address. */
public final class HostName {

    private static final int LONGEST = 255;

    private static final Pattern NAME = Pattern.compile(
            "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?");
    private static final Pattern DIGITS_AND_DOTS = Pattern.compile("[0-9.]+");

    private HostName() {}

    /** Whether it is a name, and not an address, well-formed or not. */
    public static boolean isName(String text) {
        return text.length() <= LONGEST && NAME.matcher(text).matches() && !looksNumeric(text);
    }

    /** The name for a resolver: one that is not ASCII as A-labels, any other as written; empty for what is no name. */
    public static Optional<String> ascii(String text) {
        return text.chars().allMatch(c -> c <= 0x7F)
                ? Optional.of(text).filter(HostName::isName)
                : DomainNames.ascii(text).filter(HostName::isName);
    }

    /** Whether it is a name or a numeric address without brackets. */
    public static boolean isHost(String text) {
        return isName(text) || NumericAddress.canonical(text).isPresent();
    }

    /** Whether no name looks like this, so that it is an address or a mistake. */
    public static boolean looksNumeric(String text) {
        return text.indexOf(':') >= 0 || DIGITS_AND_DOTS.matcher(text).matches();
    }
}
