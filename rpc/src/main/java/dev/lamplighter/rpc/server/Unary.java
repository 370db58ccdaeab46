package dev.lamplighter.rpc.server;

import com.google.protobuf.MessageLite;
import dev.lamplighter.model.Reason;
import dev.lamplighter.rpc.service.Call;
import dev.lamplighter.rpc.service.Code;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;

/** Begins each call of one method. */
record Unary<Q, A extends MessageLite>(Call<Q, A> service, Surroundings around) implements ServerCallHandler<Received<Q>, A> {

    @Override
    public ServerCall.Listener<Received<Q>> startCall(ServerCall<Received<Q>, A> call, Metadata headers) {
        Visitor visitor = call.getAttributes().get(Visitors.KEY);
        var open = new OpenCall<>(call, visitor, service, around);
        if (visitor.allowed()) {
            open.begin();
        } else {
            String who = visitor.actor().name();
            open.refuse(Code.PERMISSION_DENIED, who + " may not call here", new Reason("not-allowed", who + " is not among rpc.allow"));
        }
        return open;
    }
}
