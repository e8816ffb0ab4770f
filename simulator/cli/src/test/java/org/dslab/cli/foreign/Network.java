package org.dslab.cli.foreign;

/**
 * Loopback addresses of one test: fresh for each run, so that no port has to be searched for and nothing else can be in
 * the way.
 *
 * @param prefix three octets and a dot
 */
record Network(String prefix, int first) {

    /** @param subject one of its own for each test class, 62 to 79 */
    static Network of(int subject) {
        long chance = ProcessHandle.current().pid() + System.nanoTime() / 1000;
        return new Network("127." + subject + "." + (1 + chance % 250) + ".", (int) (1 + System.nanoTime() % 200));
    }

    /** Number 0 to 50. */
    String address(int number) {
        return prefix + (first + number);
    }
}
