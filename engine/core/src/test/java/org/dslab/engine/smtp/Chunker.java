package org.dslab.engine.smtp;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.dslab.engine.octets.Octets;

/** Cuts octets into pieces as a network might. */
final class Chunker {

    private final SplittableRandom random;
    private final int largest;

    Chunker(long seed) {
        random = new SplittableRandom(seed);
        largest = random.nextInt(3) == 0 ? 1 : 1 << random.nextInt(1, 12);
    }

    void cut(Octets octets, Consumer<Octets> receiver) {
        int from = 0;
        while (from < octets.length()) {
            int to = Math.min(octets.length(), from + random.nextInt(1, largest + 1));
            receiver.accept(octets.slice(from, to));
            from = to;
        }
    }

    SplittableRandom random() {
        return random;
    }
}
