package org.dslab.engine.sidecar;

import java.util.List;
import org.dslab.engine.seam.Request;
import org.dslab.engine.settings.AccountSetting;

/** What can be asked of a side-car from outside the network. */
public sealed interface SidecarRequest extends Request {

    /** The foreign server has these users from now on and no others. Answered by {@link SidecarAnswer.Done}. */
    record ReplaceUsers(List<AccountSetting> users) implements SidecarRequest {
        public ReplaceUsers {
            users = List.copyOf(users);
        }
    }
}
