package org.dslab.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.dslab.engine.address.EmailAddress;
import org.dslab.engine.settings.AccountSetting;
import org.dslab.engine.settings.AccountState;

/**
 * The text file with the users of a foreign mail server: a local part or address a line, then its state unless that is
 * active; what follows a {@code #} is a comment. Its last line must be a whole one, for it may be read while it is written.
 */
public final class UsersFile {

    private static final int MAX_OCTETS = 64 << 20;

    /** A local part may contain a {@code #}. */
    private static final Pattern COMMENT = Pattern.compile("(^|[ \t])#.*");

    private static final List<String> STATES = List.of("active", "disabled", "full", "moving");

    private final Problems problems;
    private final List<String> domains;
    private final TreeMap<String, Integer> lines = new TreeMap<>();

    private UsersFile(String file, List<String> domains) {
        this.problems = new Problems(file);
        this.domains = domains;
    }

    /**
     * Reads the file.
     *
     * @param domains the local ones; the first completes local parts that stand alone
     * @throws InvalidFileException with everything that is wrong
     */
    public static List<AccountSetting> read(Path path, List<String> domains) throws InvalidFileException {
        String file = YamlReader.nameOf(path);
        String text = Utf8Text.decode(file, YamlReader.octetsOf(path, file, MAX_OCTETS));
        return new UsersFile(file, domains).read(text);
    }

    /**
     * Reads the file again, which had these users before. That it has none any more is refused: it is more likely that
     * somebody has just emptied it and is about to fill it.
     *
     * @throws InvalidFileException with everything that is wrong
     */
    public static List<AccountSetting> readAgain(Path path, List<String> domains, List<AccountSetting> before)
            throws InvalidFileException {
        List<AccountSetting> users = read(path, domains);
        if (users.isEmpty() && !before.isEmpty()) {
            throw new InvalidFileException(new Problem(
                    YamlReader.nameOf(path),
                    Position.FILE,
                    "it has no user, where there were " + before.size()
                            + "; if that is meant, restart the side-car, and otherwise replace the file by a rename"));
        }
        return users;
    }

    private List<AccountSetting> read(String text) throws InvalidFileException {
        List<AccountSetting> users = new ArrayList<>();
        String[] all = text.split("\r?\n", -1);
        for (int i = 0; i < all.length; i++) {
            String line = COMMENT.matcher(all[i]).replaceFirst("").strip();
            if (!line.isEmpty()) {
                try {
                    users.add(user(line, i + 1));
                } catch (MalformedException e) {
                    problems.add(new Position(i + 1, all[i].indexOf(line) + 1), "each line " + e.reason());
                }
            }
        }
        String last = all[all.length - 1];
        if (!last.isEmpty()) {
            problems.add(
                    new Position(all.length, last.length() + 1),
                    "the last line does not end with a newline, as if the file were still being written; end it with one,"
                            + " and replace the file by a rename");
        }
        problems.throwIfAny();
        return users;
    }

    private AccountSetting user(String line, int number) throws MalformedException {
        String[] words = line.split("[ \t]+", 2);
        EmailAddress address = Addresses.local(words[0], domains);
        Integer earlier = lines.putIfAbsent(address.key(), number);
        if (earlier != null) {
            throw new MalformedException(
                    "must name another user; " + Words.value(words[0]) + " is on line " + earlier + " already");
        }
        return new AccountSetting(
                address.toString(), List.of(), words.length == 1 ? AccountState.ACTIVE : state(words[1]));
    }

    private static AccountState state(String word) throws MalformedException {
        if (!STATES.contains(word)) {
            throw new MalformedException("may end with a state (" + String.join(", ", STATES) + "), not with "
                    + Words.value(word) + Words.suggestion(word, STATES));
        }
        return AccountState.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
