package dev.lamplighter.rpc.server;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor.Marshaller;
import java.io.IOException;
import java.io.InputStream;

/** Reads requests. What is no message of the kind is a value too, and nothing is thrown for it. */
record Requests<Q>(Parser<Q> parser) implements Marshaller<Received<Q>> {

    @Override
    public Received<Q> parse(InputStream from) {
        try {
            byte[] octets = from instanceof KnownLength ? from.readNBytes(from.available()) : from.readAllBytes();
            return new Received.Message<>(parser.parseFrom(octets), octets.length);
        } catch (InvalidProtocolBufferException broken) {
            return new Received.Malformed<>(broken.getMessage());
        } catch (IOException cut) {
            return new Received.Malformed<>("the request cannot be read: " + cut.getMessage());
        }
    }

    /** Only a client would need it. */
    @Override
    public InputStream stream(Received<Q> request) {
        throw new UnsupportedOperationException("a server sends no requests");
    }
}
