package org.dslab.server.passwords;

import java.util.Map;
import java.util.TreeMap;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.settings.PasswordHash;
import org.dslab.engine.settings.Secret;
import org.dslab.server.Passwords;

/** The passwords of a file. */
public final class StoredPasswords implements Passwords {

    private final Map<String, PasswordHash> hashes;
    /** Nobody's: what is computed for those who have none, so that they cannot be told apart. */
    private final PasswordHash decoy;

    /**
     * @param hashes by whole address in lower case
     */
    public StoredPasswords(Map<String, PasswordHash> hashes) {
        this.hashes = new TreeMap<>(hashes);
        int iterations = hashes.values().stream()
                .mapToInt(PasswordHash::iterations)
                .max()
                .orElse(Pbkdf2.USUAL_ITERATIONS);
        this.decoy = new PasswordHash(
                iterations, Octets.latin1("no salt at all!!"), Octets.copyOf(new byte[PasswordHash.LENGTH]));
    }

    @Override
    public boolean isRight(String account, Secret password) {
        PasswordHash hash = hashes.get(account);
        boolean matches = Pbkdf2.matches(hash == null ? decoy : hash, password);
        return matches && hash != null;
    }
}
