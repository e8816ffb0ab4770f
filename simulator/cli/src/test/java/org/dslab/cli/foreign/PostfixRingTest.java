package org.dslab.cli.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two sites of ours and one Postfix with a side-car, configured as README says, each of them stopped in its turn. */
@Timeout(300)
class PostfixRingTest {

    private record Users(String remembered, String fresh) {}

    private static final Map<String, Users> USERS = Map.of(
            "tokyo", new Users("akira", "akemi"),
            "osaka", new Users("botan", "bunta"),
            "kyoto", new Users("chie", "chiyo"));

    @TempDir
    private Path folder = Path.of("replaced");

    private final Network net = Network.of(62);

    private static Users users(Member member) {
        return USERS.getOrDefault(member.name(), new Users("", ""));
    }

    private static String address(String localPart) {
        return localPart + "@example.com";
    }

    /** DS-01, DS-03, DS-04, DS-05, DS-06, DS-31. */
    @Test
    void anyOneCanBeAwayWhileTheOthersAskToTryAgainAndGoOnAmongThemselves() throws IOException {
        try (Ring ring = Ring.start(folder, net)) {
            for (Member away : ring.all()) {
                ring.explained(() -> goesAndComesBack(ring, away));
            }
        }
    }

    private static void goesAndComesBack(Ring ring, Member away) throws IOException {
        String remembered = address(users(away).remembered());
        String fresh = address(users(away).fresh());
        for (Member other : ring.others(away)) {
            String subject = "all-are-there-" + other.name() + "-" + away.name();
            assertThat(other.receives(subject, remembered, "nobody@example.com"))
                    .containsExactly(remembered + " 250", "nobody@example.com 550", "message 250");
            ring.mailbox(away, users(away).remembered()).awaits(subject);
        }

        ring.stop(away);
        for (Member other : ring.others(away)) {
            Member third = ring.others(away).stream()
                    .filter(candidate -> !candidate.equals(other))
                    .findFirst()
                    .orElseThrow();
            String flowing = address(users(third).remembered());
            String subject = "while-away-" + other.name() + "-" + away.name();
            assertThat(other.receives(subject, remembered, fresh, "nobody@example.com", flowing))
                    .as("%s while %s is away", other.name(), away.name())
                    .containsExactly(
                            remembered + " 250",
                            fresh + " 451",
                            "nobody@example.com 451",
                            flowing + " 250",
                            "message 250");
            ring.mailbox(third, users(third).remembered()).awaits(subject);
        }

        ring.start(away);
        for (Member other : ring.others(away)) {
            ring.mailbox(away, users(away).remembered()).awaits("while-away-" + other.name() + "-" + away.name());
            String subject = "again-" + other.name() + "-" + away.name();
            assertThat(other.receives(subject, fresh, "nobody@example.com"))
                    .containsExactly(fresh + " 250", "nobody@example.com 550", "message 250");
            ring.mailbox(away, users(away).fresh()).awaits(subject);
        }
    }

    /** DS-02, DS-05, DS-06, DS-09, DS-13, DS-21, DS-36, DS-50. */
    @Test
    void thePostfixMemberKeepsTheRulesWithAndWithoutItsSidecar() throws IOException {
        try (Ring ring = Ring.start(folder, net)) {
            Member kyoto = ring.kyoto;
            assertThat(kyoto.receives("rules", "chie@example.com", "postmaster@example.com", "eve@elsewhere.test"))
                    .containsExactly(
                            "chie@example.com 250",
                            "postmaster@example.com 250",
                            "eve@elsewhere.test 554",
                            "message 250");
            ring.postfix().mailbox("postmaster").awaits("rules");
            assertThat(kyoto.receivesFrom("nobody@example.com", "forged", "chie@example.com"))
                    .containsExactly("chie@example.com 550");
            assertThat(kyoto.receivesFrom("botan@example.com", "colleague", "chie@example.com"))
                    .containsExactly("chie@example.com 250", "message 250");

            Files.writeString(folder.resolve("kyoto-users.txt"), "chie\nchiyo disabled\nchinatsu\n");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> ring.sidecar().log().contains("account-created address=chinatsu@example.com"));
            assertThat(ring.tokyo.receives("news", "chinatsu@example.com", "chiyo@example.com"))
                    .startsWith("chinatsu@example.com 250", "chiyo@example.com 450");

            ring.stopSidecar();
            assertThat(kyoto.receives("alone", "chie@example.com", "botan@example.com", "nobody@example.com"))
                    .containsExactly("chie@example.com 451", "botan@example.com 451", "nobody@example.com 451");
            ring.startSidecar();
            assertThat(kyoto.receives("together", "chie@example.com")).contains("message 250");
            ring.postfix().mailbox("chie").awaits("together");

            ring.stop(ring.osaka);
            assertThat(kyoto.receives("remembered", "botan@example.com", "bunta@example.com"))
                    .as("what was verified before the side-car was away")
                    .containsExactly("botan@example.com 250", "bunta@example.com 451", "message 250");
            ring.start(ring.osaka);
            ring.mailbox(ring.osaka, "botan").awaits("remembered");
        }
    }
}
