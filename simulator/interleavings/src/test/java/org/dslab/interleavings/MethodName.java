package org.dslab.interleavings;

import java.nio.file.Path;

/** A method, written as CLASS#METHOD. */
record MethodName(String className, String name) {

    static MethodName of(String text) {
        int hash = text.indexOf('#');
        if (hash < 1) {
            throw new IllegalArgumentException("'" + text + "' is not a method; write CLASS#METHOD");
        }
        return new MethodName(text.substring(0, hash), text.substring(hash + 1));
    }

    /** Where its results are. */
    Path folder() {
        return Path.of(className.substring(className.lastIndexOf('.') + 1), name);
    }

    @Override
    public String toString() {
        return className + "#" + name;
    }
}
