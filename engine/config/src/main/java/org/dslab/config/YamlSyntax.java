package org.dslab.config;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Says in a person's words what the YAML parser complains about. The parser's own texts quote the file, which may hold
 * passwords (DS-73), so nothing of them is passed on.
 */
final class YamlSyntax {

    private YamlSyntax() {}

    static Position place(YamlEngineException error) {
        if (!(error instanceof MarkedYamlEngineException marked)) {
            return Position.FILE;
        }
        boolean beganEarlier = isUnclosedQuote(marked) || isKeyWithoutColon(marked);
        Optional<Mark> mark =
                beganEarlier ? marked.getContextMark() : marked.getProblemMark().or(marked::getContextMark);
        return mark.map(YamlTree::place).orElse(Position.FILE);
    }

    static String message(YamlEngineException error) {
        if (!(error instanceof MarkedYamlEngineException marked)) {
            return "this is not valid YAML";
        }
        String problem = marked.getProblem();
        if (isUnclosedQuote(marked)) {
            return "the quotation mark that opens here is never closed";
        }
        if (problem.startsWith("found character") && problem.contains("that cannot start any token")) {
            return problem.contains("TAB")
                    ? "a tab is here; YAML is indented with spaces only"
                    : "a value cannot begin with this character; put it in quotes";
        }
        if (problem.startsWith("mapping values are not allowed here")) {
            return "a colon is not allowed here; put a text that contains `: ` in quotes";
        }
        if (isKeyWithoutColon(marked)) {
            return "this line is no `key: value`; is a colon missing, or is it indented wrongly?";
        }
        if (problem.startsWith("expected ',' or '}'")) {
            return "a comma or `}` is missing before this, for the `{` opened" + opened(marked);
        }
        if (problem.startsWith("expected ',' or ']'")) {
            return "a comma or `]` is missing before this, for the `[` opened" + opened(marked);
        }
        if (problem.startsWith("expected the node content, but found '<stream end>'")) {
            return "the file ends before a `[` or `{` is closed";
        }
        if (problem.startsWith("expected the node content")) {
            return "a value is missing before this; put it in quotes if it is text";
        }
        if (problem.startsWith("expected <block end>") || problem.startsWith("expected '<document start>'")) {
            return "this does not continue what stands before it; is it indented wrongly?";
        }
        if (problem.startsWith("found unknown escape character")) {
            return "a backslash in double quotes is not followed by a known letter; use single quotes";
        }
        if (problem.startsWith("sequence entries are not allowed here")) {
            return "a list cannot begin here; put it on the lines below its key, each entry after `- `";
        }
        return "this is not valid YAML";
    }

    private static boolean isUnclosedQuote(MarkedYamlEngineException error) {
        return "while scanning a quoted scalar".equals(error.getContext())
                && error.getProblem().contains("unexpected end of stream");
    }

    private static boolean isKeyWithoutColon(MarkedYamlEngineException error) {
        return error.getProblem().startsWith("could not find expected ':'");
    }

    private static String opened(MarkedYamlEngineException error) {
        return error.getContextMark()
                .map(mark -> " on line " + (mark.getLine() + 1))
                .orElse(" before");
    }
}
