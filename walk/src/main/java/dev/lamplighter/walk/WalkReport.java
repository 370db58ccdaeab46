package dev.lamplighter.walk;

import dev.lamplighter.model.Decoded;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A walk from its first question to its end. {@code whole} says whether everybody was heard: false where one server's decisions were asked without
 * a wire (see {@link Wire#hearsEverybody}). {@code boots} says whether such a machine would start what it was led to.
 */
public record WalkReport(Persona who, boolean whole, boolean boots, List<StageReport> stages) {

    public WalkReport {
        stages = List.copyOf(stages);
    }

    /** A line of JSON with {@code schema: 1}, in printable ASCII whatever the wire held. */
    public String toJson() {
        return WalkJson.write(this);
    }

    public static Decoded<WalkReport> fromJson(String json) {
        return WalkJson.read(json);
    }

    /** Lines for people; with {@code texts} they show scripts and configs too. */
    public String toText(boolean texts) {
        return WalkText.write(this, texts);
    }

    /**
     * Where this walk and another of the same machine come to different decisions, in sentences; empty if they agree. What is of a lease counts
     * only where both have one: another server may lease the addresses. RELEASE is no decision and does not count.
     */
    public List<String> differences(WalkReport other, String thisName, String otherName) {
        var found = new ArrayList<String>();
        Map<Stage, List<StageReport>> ours = byStage();
        Map<Stage, List<StageReport>> theirs = other.byStage();
        for (Stage stage : Stage.values()) {
            List<StageReport> here = ours.getOrDefault(stage, List.of());
            List<StageReport> there = theirs.getOrDefault(stage, List.of());
            for (int i = 0; i < Math.max(here.size(), there.size()); i++) {
                String name = stage.key() + (Math.max(here.size(), there.size()) > 1 ? " " + (i + 1) : "");
                if (i >= here.size()) {
                    found.add(name + ": only " + otherName + " comes there");
                } else if (i >= there.size()) {
                    found.add(name + ": only " + thisName + " comes there");
                } else {
                    compare(name, here.get(i), there.get(i), thisName, otherName, found);
                }
            }
        }
        if (boots != other.boots) {
            found.add("boots: " + thisName + " says " + (boots ? "yes" : "no") + ", " + otherName + " says " + (other.boots ? "yes" : "no"));
        }
        return List.copyOf(found);
    }

    private static void compare(String name, StageReport here, StageReport there, String thisName, String otherName, List<String> found) {
        boolean bothLease = here.fact(Fact.ADDRESS).isPresent() && there.fact(Fact.ADDRESS).isPresent();
        for (Fact fact : Fact.values()) {
            if (here.fact(fact).equals(there.fact(fact)) || (!bothLease && (fact.isOfLease() || fact == Fact.PROXY))) {
                continue;
            }
            if (fact == Fact.TEXT) {
                found.add(name + ": the texts differ");
            } else {
                found.add(name + ": " + fact.key() + " is " + here.fact(fact).orElse("not said") + " by " + thisName + ", " + there.fact(fact).orElse("not said") + " by " + otherName);
            }
        }
        if (here.trouble().isPresent() != there.trouble().isPresent()) {
            found.add(name + ": " + here.trouble().map(why -> thisName + " has trouble: " + why).orElseGet(() -> otherName + " has trouble: " + there.trouble().orElse("")));
        }
    }

    private Map<Stage, List<StageReport>> byStage() {
        var by = new EnumMap<Stage, List<StageReport>>(Stage.class);
        for (StageReport stage : stages) {
            if (stage.stage() != Stage.RELEASE) {
                by.computeIfAbsent(stage.stage(), _ -> new ArrayList<>()).add(stage);
            }
        }
        return by;
    }
}
