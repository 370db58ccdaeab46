package dev.lamplighter.appliance.doctor.firewall;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of rules in what {@code nft -a list ruleset} prints, by where they stand: {@code inet filter input handle 7}. */
final class NftListing {

    private static final Pattern TABLE = Pattern.compile("table (\\S+ \\S+) \\{.*");
    private static final Pattern CHAIN = Pattern.compile("\tchain (\\S+) \\{.*");
    private static final Pattern RULE = Pattern.compile("\t\t(.*) # handle (\\d+)");

    private NftListing() {}

    static Map<String, String> texts(String listing) {
        var texts = new HashMap<String, String>();
        String table = "";
        String chain = "";
        for (String line : listing.lines().toList()) {
            Matcher rule = RULE.matcher(line);
            Matcher inChain = CHAIN.matcher(line);
            Matcher inTable = TABLE.matcher(line);
            if (rule.matches()) {
                texts.put(table + " " + chain + " handle " + rule.group(2), rule.group(1).strip());
            } else if (inChain.matches()) {
                chain = inChain.group(1);
            } else if (inTable.matches()) {
                table = inTable.group(1);
            }
        }
        return Map.copyOf(texts);
    }
}
