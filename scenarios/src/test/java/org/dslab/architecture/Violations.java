package org.dslab.architecture;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.DatagramChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.Formatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Code as it must not be, to prove that each ban bites: every method here uses one banned thing, and every method is
 * expected to be reported. Nothing here is ever called.
 */
@SuppressWarnings({
    "unused",
    "DefaultLocale",
    "DefaultCharset",
    "StringCaseLocaleUsage",
    "JavaUtilDate",
    "JavaTimeDefaultTimeZone",
    "IdentityHashMapUsage",
    "AddressSelection",
    "WaitNotInLoop",
    "NakedNotify",
    "ThreadLocalUsage",
    "JdkObsolete",
    "AnnotateFormatMethod",
    "FormatStringConcatenation",
    "resource",
    "NonApiType"
})
final class Violations {

    private Violations() {}

    static final class Sockets {
        Object socket() {
            return new Socket();
        }

        Object resolver() throws IOException {
            return InetAddress.getByName("localhost");
        }

        Object channel() throws IOException {
            return DatagramChannel.open();
        }

        Supplier<Object> reference() {
            return Socket::new;
        }
    }

    static final class FilesAndResources {
        Object path() {
            return Path.of("a");
        }

        Object content(Path path) throws IOException {
            return Files.readString(path);
        }

        Object file() {
            return new File("a");
        }

        Object stream() throws IOException {
            return new FileInputStream("a");
        }

        @Nullable
        Object resource() {
            return Violations.class.getResource("a");
        }
    }

    static final class Threads {
        Object thread() {
            return Thread.currentThread();
        }

        Object pool() {
            return Executors.newSingleThreadExecutor();
        }

        Object local() {
            return new ThreadLocal<String>();
        }

        synchronized void waiting() throws InterruptedException {
            wait();
        }

        synchronized void waking() {
            notifyAll();
        }
    }

    static final class WallClocks {
        Object instant() {
            return Instant.now();
        }

        Object clock() {
            return Clock.systemUTC();
        }

        Object day() {
            return LocalDate.now();
        }

        Object zoned() {
            return ZonedDateTime.now();
        }

        Object date() {
            return new Date();
        }

        Object zone() {
            return ZoneId.systemDefault();
        }

        Supplier<Instant> reference() {
            return Instant::now;
        }
    }

    static final class Environment {
        long millis() {
            return System.currentTimeMillis();
        }

        LongSupplier nanos() {
            return System::nanoTime;
        }

        @Nullable
        Object variable() {
            return System.getenv("a");
        }

        @Nullable
        Object property() {
            return System.getProperty("a");
        }

        Object output() {
            return System.out;
        }

        int address(Object object) {
            return System.identityHashCode(object);
        }

        int processors() {
            return Runtime.getRuntime().availableProcessors();
        }

        boolean flag() {
            return Boolean.getBoolean("a");
        }
    }

    static final class Chance {
        Object random() {
            return new Random(1);
        }

        double math() {
            return Math.random();
        }

        Object secure() {
            return new SecureRandom();
        }

        Object local() {
            return ThreadLocalRandom.current();
        }

        Object uuid() {
            return UUID.randomUUID();
        }

        void shuffled(List<String> list) {
            Collections.shuffle(list);
        }

        Object unseeded() {
            return new SplittableRandom();
        }

        Object split() {
            return new SplittableRandom(1).split();
        }
    }

    static final class UnorderedCollections {
        Map<String, String> map() {
            return new HashMap<>();
        }

        Set<String> set() {
            return new HashSet<>();
        }

        Map<String, String> identity() {
            return new IdentityHashMap<>();
        }

        Map<String, String> concurrent() {
            return new ConcurrentHashMap<>();
        }

        Supplier<Map<String, String>> reference() {
            return HashMap::new;
        }

        Set<String> setOf() {
            return Set.of("a", "b");
        }

        Set<String> setCopy(List<String> list) {
            return Set.copyOf(list);
        }

        Map<String, String> mapOf() {
            return Map.of("a", "b", "c", "d");
        }

        Map<String, String> mapOfEntries() {
            return Map.ofEntries(Map.entry("a", "b"));
        }

        Map<String, String> mapCopy(Map<String, String> map) {
            return Map.copyOf(map);
        }
    }

    static final class UnorderedCollectors {
        Set<String> set(Stream<String> words) {
            return words.collect(Collectors.toSet());
        }

        Set<String> unmodifiableSet(Stream<String> words) {
            return words.collect(Collectors.toUnmodifiableSet());
        }

        Map<String, String> map(Stream<String> words) {
            return words.collect(Collectors.toMap(Function.identity(), Function.identity()));
        }

        Map<String, String> mergedMap(Stream<String> words) {
            return words.collect(Collectors.toMap(Function.identity(), Function.identity(), (a, b) -> a));
        }

        Map<Integer, List<String>> groups(Stream<String> words) {
            return words.collect(Collectors.groupingBy(String::length));
        }

        Map<Integer, Long> counts(Stream<String> words) {
            return words.collect(Collectors.groupingBy(String::length, Collectors.counting()));
        }
    }

    static final class ParallelStreams {
        Object parallel(Stream<String> words) {
            return words.parallel();
        }

        Object parallelNumbers(IntStream numbers) {
            return numbers.parallel();
        }

        Object parallelList(ArrayList<String> list) {
            return list.parallelStream();
        }
    }

    static final class DefaultLocale {
        String lower(String text) {
            return text.toLowerCase();
        }

        Function<String, String> upper() {
            return String::toUpperCase;
        }

        String format(int number) {
            return String.format("%d", number);
        }

        String formatted(int number) {
            return "%d".formatted(number);
        }

        void printed(PrintStream out, int number) {
            out.printf("%d", number);
        }

        void written(PrintWriter out, int number) {
            out.format("%d", number);
        }

        Object formatter() {
            return new Formatter();
        }

        Object pattern() {
            return DateTimeFormatter.ofPattern("MMM");
        }

        Object locale() {
            return Locale.getDefault();
        }
    }

    static final class DefaultCharset {
        byte[] encoded(String text) {
            return text.getBytes();
        }

        String decoded(byte[] octets) {
            return new String(octets);
        }

        Object reader(InputStream in) {
            return new InputStreamReader(in);
        }

        Object charset() {
            return Charset.defaultCharset();
        }
    }
}
