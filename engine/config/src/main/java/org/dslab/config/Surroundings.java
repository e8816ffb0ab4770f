package org.dslab.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dslab.engine.network.HostPort;
import org.dslab.engine.settings.Secret;
import org.dslab.engine.settings.SharingHost;

/** What a site's keys mean where they stand: in a file of their own, or under a site of a scenario. */
public interface Surroundings {

    /** The site's name. */
    String site();

    /** Its domains unless it names some. */
    List<String> domains();

    /** A host that it names. */
    HostPort host(String text) throws MalformedException;

    /** A trusted client that it names. */
    String trusted(String text) throws MalformedException;

    /** The site that is behind a sharing host, unless the entry says it. */
    Optional<String> siteAt(HostPort host);

    /** The password for a sharing host, unless the entry has one. */
    Optional<Secret> passwordOf(HostPort host);

    /** The sharing hosts, unless it names some. */
    List<SharingHost> hosts();

    /** Where relative paths begin; empty where no files can be named, as the schema says. */
    Optional<Path> folder();
}
