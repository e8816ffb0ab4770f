package org.dslab.engine.sharing;

/** For whom a lookup is made: of the lookups that may be under way at once, strangers leave a reserve to others (DS-57). */
public enum Standing {
    /** Mail that the site has accepted, and clients that it knows: may use all of them. */
    KNOWN {
        @Override
        int share(int maxRunning) {
            return maxRunning;
        }
    },
    /** A client of which nothing bad is known: leaves a tenth. */
    STRANGER {
        @Override
        int share(int maxRunning) {
            return maxRunning - maxRunning / 10;
        }
    },
    /** A client that has named unknown addresses lately: leaves half. */
    SUSPECT {
        @Override
        int share(int maxRunning) {
            return maxRunning - maxRunning / 2;
        }
    };

    /** How many lookups may be under way, this one included. */
    abstract int share(int maxRunning);
}
