package org.dslab.interleavings;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastalab.fray.instrumentation.base.ApplicationCodeTransformer;

/**
 * Fray's Java agent, but one that lets threads change places at every field of our own classes. Fray's own agent does so
 * at volatile fields and locks only, and does not find a lock that is missing.
 */
final class EveryFieldAgent {

    private static final String OURS = "org/dslab/";

    private EveryFieldAgent() {}

    /** Called by the JVM before the main method. */
    public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
        ApplicationCodeTransformer everyField = new ApplicationCodeTransformer(true, List.of());
        ApplicationCodeTransformer volatileFields = new ApplicationCodeTransformer(false, List.of());
        instrumentation.addTransformer(new ClassFileTransformer() {
            @Override
            public byte @Nullable [] transform(
                    @Nullable ClassLoader loader,
                    String name,
                    @Nullable Class<?> redefined,
                    @Nullable ProtectionDomain domain,
                    byte[] octets) {
                ApplicationCodeTransformer transformer = name.startsWith(OURS) ? everyField : volatileFields;
                return transformer.transform(loader, name, redefined, domain, octets);
            }
        });
    }
}
