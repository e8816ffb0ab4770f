package org.dslab.engine.octets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An immutable run of octets, compared by content. It is what crosses the seam between a site and its driver: records
 * that held a {@code byte[]} would never compare equal, and a replay could never be checked.
 */
public final class Octets {

    public static final Octets EMPTY = new Octets(new byte[0], 0, 0);

    private final byte[] array;
    private final int offset;
    private final int length;

    private Octets(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /** A copy of the whole array. */
    public static Octets copyOf(byte[] source) {
        return source.length == 0 ? EMPTY : new Octets(source.clone(), 0, source.length);
    }

    /** A copy of {@code length} octets from {@code offset}. */
    public static Octets copyOf(byte[] source, int offset, int length) {
        return length == 0 ? EMPTY : new Octets(Arrays.copyOfRange(source, offset, offset + length), 0, length);
    }

    /** The remaining octets of the buffer, copied; the buffer is consumed. */
    public static Octets drain(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.get(copy);
        return copy.length == 0 ? EMPTY : new Octets(copy, 0, copy.length);
    }

    /** One octet per character; a character above U+00FF is refused. */
    public static Octets latin1(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                throw new IllegalArgumentException("not Latin-1 at index " + i);
            }
        }
        return text.isEmpty() ? EMPTY : new Octets(text.getBytes(StandardCharsets.ISO_8859_1), 0, text.length());
    }

    public static Octets utf8(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length == 0 ? EMPTY : new Octets(bytes, 0, bytes.length);
    }

    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** The octet at the index as 0 to 255. */
    public int at(int index) {
        if (index < 0 || index >= length) {
            throw new IndexOutOfBoundsException("index " + index + " of " + length);
        }
        return array[offset + index] & 0xFF;
    }

    /** The octets from {@code from} (inclusive) to {@code to} (exclusive), sharing storage with this. */
    public Octets slice(int from, int to) {
        if (from < 0 || to > length || from > to) {
            throw new IndexOutOfBoundsException("slice " + from + " to " + to + " of " + length);
        }
        return from == to ? EMPTY : new Octets(array, offset + from, to - from);
    }

    /** The first index of the octet at or after {@code from}, or -1. */
    public int indexOf(int octet, int from) {
        for (int i = Math.max(from, 0); i < length; i++) {
            if (array[offset + i] == (byte) octet) {
                return i;
            }
        }
        return -1;
    }

    /** The first index of either octet at or after {@code from}, or -1. */
    public int indexOfEither(int one, int other, int from) {
        byte first = (byte) one;
        byte second = (byte) other;
        for (int i = offset + Math.max(from, 0); i < offset + length; i++) {
            byte octet = array[i];
            if (octet == first || octet == second) {
                return i - offset;
            }
        }
        return -1;
    }

    public Octets concat(Octets next) {
        if (isEmpty()) {
            return next;
        }
        if (next.isEmpty()) {
            return this;
        }
        byte[] joined = new byte[Math.addExact(length, next.length)];
        System.arraycopy(array, offset, joined, 0, length);
        System.arraycopy(next.array, next.offset, joined, length, next.length);
        return new Octets(joined, 0, joined.length);
    }

    /** The same octets in storage that holds nothing else; this itself if it does not share any. */
    public Octets copy() {
        return length == array.length ? this : copyOf(array, offset, length);
    }

    public byte[] toByteArray() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** A read-only view for a driver to write from. */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(array, offset, length).slice().asReadOnlyBuffer();
    }

    /** Copies everything into {@code target} at {@code at}. */
    public void copyTo(byte[] target, int at) {
        System.arraycopy(array, offset, target, at, length);
    }

    /** One character per octet: lossless, for protocol text. */
    public String latin1() {
        return new String(array, offset, length, StandardCharsets.ISO_8859_1);
    }

    /** Decoded as UTF-8; malformed input becomes U+FFFD. */
    public String utf8() {
        return new String(array, offset, length, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Octets that
                && Arrays.equals(array, offset, offset + length, that.array, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + array[offset + i];
        }
        return hash;
    }

    /** Printable ASCII as it is, other octets as {@code \xNN}; at most the first 80 octets. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder().append(length).append(" octets \"");
        for (int i = 0; i < Math.min(length, 80); i++) {
            int octet = at(i);
            switch (octet) {
                case '\r' -> text.append("\\r");
                case '\n' -> text.append("\\n");
                default -> {
                    if (octet >= ' ' && octet < 0x7F) {
                        text.append((char) octet);
                    } else {
                        text.append("\\x")
                                .append(Character.forDigit(octet >> 4, 16))
                                .append(Character.forDigit(octet & 15, 16));
                    }
                }
            }
        }
        return text.append(length > 80 ? "\"..." : "\"").toString();
    }
}
