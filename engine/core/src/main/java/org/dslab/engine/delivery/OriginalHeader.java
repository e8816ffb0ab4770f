package org.dslab.engine.delivery;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.dslab.engine.effects.Effects;
import org.dslab.engine.octets.Octets;
import org.dslab.engine.spool.StoredMessage;

/** Reads the header of a stored message for a notification, its first {@link #LIMIT} octets at most, whole lines only. */
final class OriginalHeader {

    static final int LIMIT = 16 * 1024;

    private final Effects effects;
    private final StoredMessage message;
    private final BooleanSupplier isWanted;
    private final Consumer<Octets> done;
    private Octets read = Octets.EMPTY;

    private OriginalHeader(Effects effects, StoredMessage message, BooleanSupplier isWanted, Consumer<Octets> done) {
        this.effects = effects;
        this.message = message;
        this.isWanted = isWanted;
        this.done = done;
    }

    /**
     * Reads it.
     *
     * @param isWanted whether the body still exists; asked before each piece, nothing more happens once it is false
     * @param done gets this site's trace and the header as received, without the empty line at its end
     */
    static void read(Effects effects, StoredMessage message, BooleanSupplier isWanted, Consumer<Octets> done) {
        new OriginalHeader(effects, message, isWanted, done).next();
    }

    private void next() {
        if (!isWanted.getAsBoolean()) {
            return;
        }
        int left = (int) Math.min(LIMIT, message.bodySize()) - read.length();
        if (left <= 0 || endOfHeader() >= 0) {
            finish();
            return;
        }
        // An unreadable body leaves the report with what there is of the header.
        effects.readBody(message.body(), read.length(), left, this::read, cause -> finish());
    }

    private void read(Octets octets, boolean last) {
        read = read.concat(octets);
        if (last || octets.isEmpty()) {
            finish();
        } else {
            next();
        }
    }

    /** Where the empty line begins that ends the header, or -1. */
    private int endOfHeader() {
        int lineBegins = 0;
        for (int end = read.indexOf('\n', 0); end >= 0; end = read.indexOf('\n', lineBegins)) {
            boolean isEmpty = end == lineBegins || (end == lineBegins + 1 && read.at(lineBegins) == '\r');
            if (isEmpty) {
                return lineBegins;
            }
            lineBegins = end + 1;
        }
        return -1;
    }

    private void finish() {
        int end = endOfHeader();
        if (end < 0) {
            end = read.length();
            while (end > 0 && read.at(end - 1) != '\n') {
                end--;
            }
        }
        done.accept(message.head().concat(read.slice(0, end)));
    }
}
