package org.dslab.architecture;

import java.util.List;

/**
 * What deterministic code must not use (DESIGN.md, "Determinism"): one seed gives one history, in any JVM. Besides class
 * names there are packages ({@code java.net..}), members by the beginning of their full names ({@code java.util.Set.of(}),
 * members of any class ({@code *.parallel()}), and exceptions to what is banned otherwise ({@code !name}).
 */
@SuppressWarnings("ImmutableEnumChecker") // It does not know that List.of is immutable.
enum Ban {
    SOCKETS(Reach.PURE, Violations.Sockets.class, "java.net..", "javax.net..", "java.nio.channels.."),
    FILES(
            Reach.PURE,
            Violations.FilesAndResources.class,
            "java.nio.file..",
            "java.io.File",
            "java.io.FileInputStream",
            "java.io.FileOutputStream",
            "java.io.FileReader",
            "java.io.FileWriter",
            "java.io.RandomAccessFile",
            "java.sql..",
            "*.getResource(java.lang.String)",
            "*.getResourceAsStream(java.lang.String)"),
    THREADS(
            Reach.PURE,
            Violations.Threads.class,
            "java.util.concurrent..",
            "java.util.Timer",
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "*.wait()",
            "*.notify()",
            "*.notifyAll()"),
    WALL_CLOCKS(
            Reach.PURE,
            Violations.WallClocks.class,
            "java.time.Clock",
            "java.time.InstantSource",
            "java.util.Date",
            "java.util.Calendar",
            "java.util.TimeZone",
            "java.time.Instant.now(",
            "java.time.LocalDate.now(",
            "java.time.LocalTime.now(",
            "java.time.LocalDateTime.now(",
            "java.time.OffsetDateTime.now(",
            "java.time.ZonedDateTime.now(",
            "java.time.Year.now(",
            "java.time.ZoneId.systemDefault()"),
    ENVIRONMENT(
            Reach.PURE,
            Violations.Environment.class,
            // Time, properties, streams, and identity hash codes, which are addresses.
            "java.lang.System.",
            "!java.lang.System.arraycopy(",
            "java.lang.Runtime",
            "java.lang.ProcessBuilder",
            "java.lang.ProcessHandle",
            "java.lang.management..",
            "java.lang.Integer.getInteger(",
            "java.lang.Long.getLong(",
            "java.lang.Boolean.getBoolean("),
    CHANCE(
            Reach.ORDERED,
            Violations.Chance.class,
            "java.util.Random",
            "java.util.random..",
            "java.security.SecureRandom",
            "java.util.concurrent.ThreadLocalRandom",
            "java.lang.Math.random()",
            "java.lang.StrictMath.random()",
            "java.util.UUID.randomUUID()",
            "java.util.Collections.shuffle(java.util.List)",
            "java.util.SplittableRandom.<init>()",
            // Depends on the order of calls, so that one more fault would reshuffle all others.
            "java.util.SplittableRandom.split("),
    UNORDERED_COLLECTIONS(
            Reach.ORDERED,
            Violations.UnorderedCollections.class,
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.Hashtable",
            "java.util.IdentityHashMap",
            "java.util.WeakHashMap",
            "java.util.concurrent.ConcurrentHashMap",
            "java.util.Set.of(",
            "java.util.Set.copyOf(",
            "java.util.Map.of(",
            "java.util.Map.ofEntries(",
            "java.util.Map.copyOf(",
            // Less than two have no order.
            "!java.util.Set.of()",
            "!java.util.Set.of(java.lang.Object)",
            "!java.util.Map.of()",
            "!java.util.Map.of(java.lang.Object, java.lang.Object)"),
    UNORDERED_COLLECTORS(
            Reach.ORDERED,
            Violations.UnorderedCollectors.class,
            "java.util.stream.Collectors.toSet()",
            "java.util.stream.Collectors.toUnmodifiableSet()",
            "java.util.stream.Collectors.toUnmodifiableMap(",
            "java.util.stream.Collectors.toConcurrentMap(",
            "java.util.stream.Collectors.groupingByConcurrent(",
            "java.util.stream.Collectors.toMap(",
            "java.util.stream.Collectors.groupingBy(",
            // These two take a supplier of the map.
            "!java.util.stream.Collectors.toMap(java.util.function.Function, java.util.function.Function,"
                    + " java.util.function.BinaryOperator, java.util.function.Supplier)",
            "!java.util.stream.Collectors.groupingBy(java.util.function.Function, java.util.function.Supplier,"
                    + " java.util.stream.Collector)"),
    PARALLEL_STREAMS(
            Reach.ORDERED,
            Violations.ParallelStreams.class,
            "*.parallel()",
            "*.parallelStream()",
            "java.util.stream.StreamSupport.",
            "java.util.Arrays.parallelSort(",
            "java.util.Arrays.parallelSetAll(",
            "java.util.Arrays.parallelPrefix("),
    DEFAULT_LOCALE(
            Reach.ORDERED,
            Violations.DefaultLocale.class,
            "java.util.Locale.getDefault(",
            "java.util.Scanner",
            "java.text..",
            "java.lang.String.toLowerCase()",
            "java.lang.String.toUpperCase()",
            "java.lang.String.formatted(",
            "java.lang.String.format(java.lang.String, ",
            "java.io.PrintWriter.printf(java.lang.String, ",
            "java.io.PrintWriter.format(java.lang.String, ",
            "java.io.PrintStream.printf(java.lang.String, ",
            "java.io.PrintStream.format(java.lang.String, ",
            "java.util.Formatter.<init>()",
            "java.util.Formatter.<init>(java.lang.Appendable)",
            "java.time.format.DateTimeFormatter.ofPattern(java.lang.String)",
            "java.time.format.DateTimeFormatter.ofLocalizedDate(",
            "java.time.format.DateTimeFormatter.ofLocalizedDateTime(",
            "java.time.format.DateTimeFormatterBuilder.toFormatter()"),
    DEFAULT_CHARSET(
            Reach.ORDERED,
            Violations.DefaultCharset.class,
            "java.nio.charset.Charset.defaultCharset()",
            "java.lang.String.getBytes()",
            "java.lang.String.<init>([B)",
            "java.io.InputStreamReader.<init>(java.io.InputStream)",
            "java.io.OutputStreamWriter.<init>(java.io.OutputStream)");

    private final Reach reach;
    private final Class<?> violation;
    private final List<String> banned;

    Ban(Reach reach, Class<?> violation, String... banned) {
        this.reach = reach;
        this.violation = violation;
        this.banned = List.of(banned);
    }

    Reach reach() {
        return reach;
    }

    /** A class each of whose methods does what this forbids. */
    Class<?> violation() {
        return violation;
    }

    boolean forbidsClass(String name) {
        return banned.stream().anyMatch(ban -> ban.equals(name) || (ban.endsWith("..") && isWithin(ban, name)));
    }

    private static boolean isWithin(String ban, String name) {
        return name.startsWith(ban.substring(0, ban.length() - 1));
    }

    /** The full name of a method or constructor with its parameter types, or of a field. */
    boolean forbidsMember(String fullName) {
        return banned.stream().anyMatch(ban -> isMember(ban, fullName))
                && banned.stream().noneMatch(ban -> ban.startsWith("!") && fullName.startsWith(ban.substring(1)));
    }

    private static boolean isMember(String ban, String fullName) {
        return ban.startsWith("*")
                ? fullName.endsWith(ban.substring(1))
                : isNameOfMember(ban) && fullName.startsWith(ban);
    }

    private static boolean isNameOfMember(String ban) {
        return ban.indexOf('(') >= 0 || (ban.endsWith(".") && !ban.endsWith(".."));
    }
}
