package org.dslab.engine.traceability;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The engine and its tests once more, in a class loader of their own, with a defect in them or without. */
final class PlantedEngine extends ClassLoader {

    private static final JavaCompiler COMPILER = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());

    private final Map<String, byte[]> changed;

    private PlantedEngine(Map<String, byte[]> changed) {
        super(PlantedEngine.class.getClassLoader());
        this.changed = changed;
    }

    static PlantedEngine sound() {
        return new PlantedEngine(new TreeMap<>());
    }

    /**
     * The engine with this defect.
     *
     * @throws AssertionError if the changed source does not compile
     */
    static PlantedEngine with(Defect defect) throws IOException {
        String text = defect.plant(Files.readString(defect.path()));
        Map<String, ByteArrayOutputStream> classes = new TreeMap<>();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = COMPILER.getStandardFileManager(null, null, null)) {
            boolean compiles = COMPILER.getTask(
                            messages,
                            new InMemory(files, classes),
                            null,
                            List.of(
                                    "-proc:none",
                                    "-nowarn",
                                    "-cp",
                                    Objects.requireNonNull(System.getProperty("java.class.path"))),
                            null,
                            List.of(new Source(defect, text)))
                    .call();
            if (!compiles) {
                throw new AssertionError(defect.file() + ": the changed source does not compile\n" + messages);
            }
        }
        Map<String, byte[]> changed = new TreeMap<>();
        classes.forEach((name, octets) -> changed.put(name, octets.toByteArray()));
        return new PlantedEngine(changed);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null && name.startsWith("org.dslab.engine.")) {
                byte[] octets = octets(name);
                loaded = defineClass(name, octets, 0, octets.length);
            }
            return loaded != null ? loaded : super.loadClass(name, resolve);
        }
    }

    private byte[] octets(String name) throws ClassNotFoundException {
        byte[] own = changed.get(name);
        if (own != null) {
            return own;
        }
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(Defect defect, String text) {
            super(URI.create("string:///org/dslab/engine/" + defect.source()), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<StandardJavaFileManager> {

        private final Map<String, ByteArrayOutputStream> classes;

        InMemory(StandardJavaFileManager files, Map<String, ByteArrayOutputStream> classes) {
            super(files);
            this.classes = classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + name.replace('.', '/')), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return classes.computeIfAbsent(name, key -> new ByteArrayOutputStream());
                }
            };
        }
    }
}
