package dev.lamplighter.walk;

import dev.lamplighter.walk.script.Loads;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What the scripts of a boot fetch, written down. */
final class IpxeLoads implements Loads {

    private static final int MOST_WORDS = 20;

    private final Fetching fetching;
    private final Diary diary;
    private final WalkLimits limits;
    private int said;

    IpxeLoads(Fetching fetching, Diary diary, WalkLimits limits) {
        this.fetching = fetching;
        this.diary = diary;
        this.limits = limits;
    }

    @Override
    public Loaded chain(URI what, int depth) {
        return load(what).map(got -> Fetching.isScript(got) ? new Loaded.Script(got.head().text()) : (Loaded) new Loaded.Program()).orElseGet(Loaded.Nothing::new);
    }

    /** Fetches what shall run: a script, or another loader. */
    Optional<Fetched> load(URI what) {
        Diary.Page page = fetching.open(Stage.SCRIPT, what);
        Optional<Fetched> got = fetching.fetch(page, what, Math.min(limits.text(), Fetched.KEPT));
        got.ifPresent(image -> {
            if (Fetching.isScript(image)) {
                page.fact(Fact.TEXT, image.head().text());
            } else {
                page.becomes(Stage.LOADER);
            }
        });
        return got;
    }

    @Override
    public boolean kernel(URI what, List<String> arguments) {
        Diary.Page page = fetching.open(Stage.KERNEL, what);
        page.fact(Fact.ARGS, String.join(" ", arguments));
        return fetching.fetch(page, what, limits.program()).isPresent();
    }

    @Override
    public boolean initrd(URI what) {
        return fetching.fetch(fetching.open(Stage.INITRD, what), what, limits.program()).isPresent();
    }

    @Override
    public void says(String words) {
        if (said++ < MOST_WORDS) {
            diary.last(Stage.SCRIPT).ifPresent(page -> page.note("the script says: " + words));
        }
    }
}
