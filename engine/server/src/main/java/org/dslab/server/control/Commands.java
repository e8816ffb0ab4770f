package org.dslab.server.control;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dslab.server.json.JsonReader;
import org.dslab.server.json.JsonValue;
import org.dslab.server.json.MalformedJsonException;

/** Every command by its name; turns one request line into one answer line. */
final class Commands {

    private final Map<String, Command> commands = new TreeMap<>();
    private final SiteAccess site;

    Commands(SiteAccess site) {
        this.site = site;
        AccountCommands.addTo(commands);
        HostCommands.addTo(commands);
        ListCommands.addTo(commands);
        QueueCommands.addTo(commands);
        VerifiedCommands.addTo(commands);
        StatusCommands.addTo(commands);
    }

    /** The answer to a line, whatever it is. */
    JsonValue.Members answer(String line) throws InterruptedException {
        try {
            if (!(JsonReader.read(line) instanceof JsonValue.Members request)) {
                throw new BadRequestException("column 1", "a request is a JSON object with a member \"command\"");
            }
            Arguments arguments = new Arguments(request, site.firstDomain());
            String name = arguments.text("command");
            return Optional.ofNullable(commands.get(name))
                    .orElseThrow(() -> new BadRequestException(
                            "command", "there is no command '" + name + "'; there are " + commands.keySet()))
                    .run(arguments, site);
        } catch (MalformedJsonException e) {
            return Answers.bad(new BadRequestException("column " + e.column(), "not JSON: " + e.getMessage()));
        } catch (BadRequestException e) {
            return Answers.bad(e);
        } catch (RefusedException e) {
            return Answers.refused(String.valueOf(e.getMessage()));
        }
    }
}
