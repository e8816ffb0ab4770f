package org.dslab.server.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.dslab.engine.address.EmailAddress;

/**
 * From form 1 of a spool to form 2: keys have their domains as A-labels (decision 0015). Form 1 had them as written, so that
 * one address could be there twice, in two forms; whose mailbox it is then is for people to decide.
 */
final class AddressForms {

    /** Where a key is, and whether an address of this site is made by it. */
    private record Place(String table, String column, boolean isAddress) {}

    private static final List<Place> PLACES = List.of(
            new Place("account", "key", true),
            new Place("alias", "key", true),
            new Place("list", "key", true),
            new Place("reservation", "key", false),
            new Place("verified", "key", false),
            new Place("list_member", "list", false),
            new Place("seen_post", "list", false));

    private final Connection connection;

    private AddressForms(Connection connection) {
        this.connection = connection;
    }

    /**
     * Converts the keys, or none if something is in the way.
     *
     * @return what is in the way, to follow the spool's name; empty if all are converted
     */
    static String convert(Connection connection) throws SQLException {
        AddressForms forms = new AddressForms(connection);
        String twice = forms.addressThatIsThereTwice();
        if (twice.isEmpty()) {
            for (Place place : PLACES) {
                forms.convert(place);
            }
        }
        return twice;
    }

    private String addressThatIsThereTwice() throws SQLException {
        TreeMap<String, String> seen = new TreeMap<>();
        for (Place place : PLACES) {
            for (String key : place.isAddress ? keys(place) : List.<String>of()) {
                String other = seen.putIfAbsent(converted(key), key);
                if (other != null && !other.equals(key)) {
                    return "has both " + other + " and " + key
                            + ", which are one address; start the dslab that wrote it,"
                            + " remove one of them with `dslab admin`, and start this one again";
                }
            }
        }
        return "";
    }

    private void convert(Place place) throws SQLException {
        // What was remembered in two forms is remembered once.
        String sql =
                "UPDATE OR REPLACE " + place.table + " SET " + place.column + " = ? WHERE " + place.column + " = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (String key : keys(place)) {
                String converted = converted(key);
                if (!converted.equals(key)) {
                    update.setString(1, converted);
                    update.setString(2, key);
                    update.executeUpdate();
                }
            }
        }
    }

    private List<String> keys(Place place) throws SQLException {
        List<String> keys = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT DISTINCT " + place.column + " FROM " + place.table + " ORDER BY 1")) {
            while (rows.next()) {
                keys.add(rows.getString(1));
            }
        }
        return keys;
    }

    private static String converted(String key) {
        return EmailAddress.parse(key).map(EmailAddress::key).orElse(key);
    }
}
