package org.dslab.cli;

import java.time.Duration;
import org.dslab.config.MalformedException;
import org.dslab.config.Quantity;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration as configuration files have them, such as 500ms, 10m or 5d. */
final class ToDuration implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        try {
            return Quantity.positiveDuration(text);
        } catch (MalformedException e) {
            throw new TypeConversionException("it " + e.reason());
        }
    }
}
