package dev.lamplighter.http.service;

import dev.lamplighter.http.packet.ByteRange;
import dev.lamplighter.http.packet.ByteRanges;
import dev.lamplighter.http.packet.HttpDates;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers with the whole of something, with parts of it, or with why not (RFC 9110 sections 13 and 14). */
final class Representation {

    private static final Reason FAILED = new Reason("precondition-failed", "the client's condition does not hold");
    private static final Reason UNREADABLE = new Reason("invalid-range", "the Range header is not a range of octets");
    private static final Reason BEYOND = new Reason("range-beyond-end", "the range begins behind the end");

    private final int mostRanges;
    private final Supplier<String> boundary;

    /** {@code boundary} makes a fresh text that separates the parts of a multipart answer. */
    Representation(int mostRanges, Supplier<String> boundary) {
        this.mostRanges = mostRanges;
        this.boundary = boundary;
    }

    Answer answer(Question asked, Entity entity) {
        var dated = new ArrayList<Field>();
        if (Precondition.isKnown(entity.modified())) {
            dated.add(new Field("Last-Modified", HttpDates.format(entity.modified())));
        }
        return switch (Precondition.of(asked, entity.modified())) {
            case FAILED -> new Answer(412, dated, Content.NONE, Labels.NONE, Optional.of(FAILED));
            case NOT_MODIFIED -> Answer.of(304, dated, Content.NONE);
            case SEND -> send(ByteRanges.parse(Precondition.range(asked, entity.modified()), entity.size(), mostRanges), entity, dated);
        };
    }

    private Answer send(ByteRanges wanted, Entity entity, List<Field> dated) {
        return switch (wanted) {
            case ByteRanges.Invalid() -> Answer.refusal(416, "invalid range", UNREADABLE);
            case ByteRanges.NoOverlap() ->
                Answer.refusal(416, "invalid range: failed to overlap", BEYOND, new Field("Content-Range", "bytes */" + entity.size()));
            case ByteRanges.Whole() -> Answer.of(200, fields(dated, entity.mediaType()), entity.part(new ByteRange(0, entity.size())));
            case ByteRanges.Parts(List<ByteRange> ranges) -> ranges.size() == 1 ? one(ranges.getFirst(), entity, dated) : many(ranges, entity, dated);
        };
    }

    private static Answer one(ByteRange range, Entity entity, List<Field> dated) {
        List<Field> fields = fields(dated, entity.mediaType());
        fields.add(new Field("Content-Range", range.contentRange(entity.size())));
        return Answer.of(206, fields, entity.part(range));
    }

    private Answer many(List<ByteRange> ranges, Entity entity, List<Field> dated) {
        String border = boundary.get();
        var slices = new ArrayList<Content.Slice>();
        for (ByteRange range : ranges) {
            String before = (slices.isEmpty() ? "" : "\r\n") + "--" + border + "\r\nContent-Range: " + range.contentRange(entity.size())
                    + "\r\nContent-Type: " + entity.mediaType() + "\r\n\r\n";
            slices.add(new Content.Slice(Bytes.utf8(before), range));
        }
        return Answer.of(206, fields(dated, "multipart/byteranges; boundary=" + border), entity.parts(slices, Bytes.utf8("\r\n--" + border + "--\r\n")));
    }

    private static List<Field> fields(List<Field> dated, String mediaType) {
        var fields = new ArrayList<>(dated);
        fields.add(new Field("Content-Type", mediaType));
        fields.add(new Field("Accept-Ranges", "bytes"));
        return fields;
    }
}
