package org.dslab.server.control;

import java.util.concurrent.ExecutionException;
import org.dslab.engine.seam.Answer;
import org.dslab.engine.seam.Request;
import org.dslab.engine.site.SiteAnswer;
import org.dslab.server.json.JsonValue;
import org.dslab.server.json.RecordJson;

/** A site's answers as JSON. */
final class Answers {

    private static final JsonValue.Members OK = JsonValue.Members.NONE.with("ok", true);
    private static final JsonValue.Members NOT_OK = JsonValue.Members.NONE.with("ok", false);

    private Answers() {}

    static JsonValue.Members ok() {
        return OK;
    }

    /** Not done, although the request was understood. */
    static JsonValue.Members refused(String reason) {
        return NOT_OK.with("refused", reason);
    }

    /** Not done, since the request was not understood. */
    static JsonValue.Members bad(BadRequestException e) {
        return NOT_OK.with("error", e.reason()).with("place", e.place());
    }

    /** Asks the site and waits for its answer. */
    static JsonValue.Members ask(SiteAccess site, Request request) throws RefusedException, InterruptedException {
        return of(answer(site, request));
    }

    static Answer answer(SiteAccess site, Request request) throws RefusedException, InterruptedException {
        try {
            return site.ask(request).get();
        } catch (ExecutionException e) {
            throw new RefusedException("the site has stopped, so there is no answer; ask again when it runs");
        }
    }

    private static JsonValue.Members of(Answer answer) {
        return switch (answer) {
            case SiteAnswer.Done done -> OK;
            case SiteAnswer.Refused no -> {
                JsonValue.Members members = refused(no.reason()).with("again", no.again());
                yield no.host().isEmpty() ? members : members.with("host", no.host());
            }
            case Record other -> OK.with(RecordJson.of(other));
            default -> throw new IllegalStateException("every answer is a record, but not " + answer);
        };
    }
}
