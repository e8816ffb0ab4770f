package org.dslab.engine.sharing;

/** Something asked that its asker can stop waiting for; harmless when it has been answered. */
@FunctionalInterface
public interface Inquiry {

    /** An inquiry that was answered at once. */
    Inquiry ANSWERED = () -> {};

    void cancel();
}
