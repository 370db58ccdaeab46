package dev.lamplighter.store.catalog;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Profile;
import dev.lamplighter.model.Subscription;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.StoreException.Kind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Groups, profiles and templates. What was changed before a call began is seen by that call. All calls may read or write files, so they run
 * on virtual threads; only the {@code IfReady} twins never wait and may be called on an event loop.
 */
public interface CatalogStore extends AutoCloseable {

    Catalog current();

    /** What {@link #current} would return, if that is known without reading a file. */
    Optional<Catalog> currentIfReady();

    Template template(TemplateKind kind, String name);

    /** What {@link #template} would return, if that is known without reading a file. */
    Optional<Template> templateIfReady(TemplateKind kind, String name);

    /** The group whose file is {@code ID.json}, as that file says now. Ids with {@code ..} are refused. */
    Stored<Group> group(String id);

    /** The profile whose file is {@code ID.json}, as that file says now. Ids with {@code ..} are refused. */
    Stored<Profile> profile(String id);

    /** The group that {@link #group} would find, if that is known without reading a file. */
    Optional<Group> groupIfReady(String id);

    /** The profile that {@link #profile} would find, if that is known without reading a file. */
    Optional<Profile> profileIfReady(String id);

    /** A template for who manages it rather than boots from it: names with {@code ..} are refused. */
    Stored<Bytes> content(TemplateKind kind, String name);

    /** Every template of a kind, by the octets of their names. Reads them all. */
    List<TemplateSummary> templates(TemplateKind kind) throws StoreException;

    /**
     * Makes all of {@code changes} in their order, or none. They are durable on return, and whoever asks next sees them. Commits of several
     * callers at once happen one after the other.
     *
     * @param ifRevision the changes are made only if this is still the revision of the catalog
     */
    default Committed commit(List<Change> changes, OptionalLong ifRevision, Actor by) throws StoreException {
        try {
            return begin(changes, ifRevision, by).get();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new StoreException(Kind.FAILED, "interrupted while the change was written: look whether it was made", hurried);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof StoreException refused) {
                throw refused;
            }
            throw new StoreException(Kind.FAILED, "the change could not be written: " + failed.getCause(), failed.getCause());
        }
    }

    /**
     * Does what {@link #commit} does without waiting for it: may be called on an event loop. Completes on a thread of the store, which must not
     * be kept; with a {@link StoreException} where nothing was changed.
     */
    CompletableFuture<Committed> begin(List<Change> changes, OptionalLong ifRevision, Actor by);

    /**
     * Calls {@code listener} with the catalog after it has changed, on a thread of the store, one call after the other. Changes that
     * come quickly after each other may be told once.
     */
    Subscription watch(Consumer<Catalog> listener);

    @Override
    void close();
}
