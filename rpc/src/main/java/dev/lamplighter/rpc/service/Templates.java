package dev.lamplighter.rpc.service;

import com.google.protobuf.ByteString;
import dev.lamplighter.api.serverpb.GenericDeleteRequest;
import dev.lamplighter.api.serverpb.GenericDeleteResponse;
import dev.lamplighter.api.serverpb.GenericGetRequest;
import dev.lamplighter.api.serverpb.GenericGetResponse;
import dev.lamplighter.api.serverpb.GenericPutRequest;
import dev.lamplighter.api.serverpb.GenericPutResponse;
import dev.lamplighter.api.serverpb.IgnitionDeleteRequest;
import dev.lamplighter.api.serverpb.IgnitionDeleteResponse;
import dev.lamplighter.api.serverpb.IgnitionGetRequest;
import dev.lamplighter.api.serverpb.IgnitionGetResponse;
import dev.lamplighter.api.serverpb.IgnitionPutRequest;
import dev.lamplighter.api.serverpb.IgnitionPutResponse;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.store.catalog.Actor;
import dev.lamplighter.store.catalog.CatalogStore;
import dev.lamplighter.store.catalog.Change;
import dev.lamplighter.store.catalog.TemplateKind;
import java.util.function.Function;

/** Matchbox's services {@code rpcpb.Ignition} and {@code rpcpb.Generic}, which are one service with two sets of messages. Contents are not looked at. */
public final class Templates {

    private final Storage storage;

    public Templates(CatalogStore catalog) {
        this.storage = new Storage(catalog, Refusals.MATCHBOX);
    }

    public Answer<IgnitionPutResponse> putIgnition(IgnitionPutRequest asked, Actor by) {
        return put(TemplateKind.IGNITION, asked.getName(), asked.getConfig(), IgnitionPutResponse.getDefaultInstance(), by);
    }

    public Answer<IgnitionGetResponse> getIgnition(IgnitionGetRequest asked, Actor by) {
        return get(TemplateKind.IGNITION, asked.getName(), octets -> IgnitionGetResponse.newBuilder().setConfig(octets).build());
    }

    public Answer<IgnitionDeleteResponse> deleteIgnition(IgnitionDeleteRequest asked, Actor by) {
        return delete(TemplateKind.IGNITION, asked.getName(), IgnitionDeleteResponse.getDefaultInstance(), by);
    }

    public Answer<GenericPutResponse> putGeneric(GenericPutRequest asked, Actor by) {
        return put(TemplateKind.GENERIC, asked.getName(), asked.getConfig(), GenericPutResponse.getDefaultInstance(), by);
    }

    public Answer<GenericGetResponse> getGeneric(GenericGetRequest asked, Actor by) {
        return get(TemplateKind.GENERIC, asked.getName(), octets -> GenericGetResponse.newBuilder().setConfig(octets).build());
    }

    public Answer<GenericDeleteResponse> deleteGeneric(GenericDeleteRequest asked, Actor by) {
        return delete(TemplateKind.GENERIC, asked.getName(), GenericDeleteResponse.getDefaultInstance(), by);
    }

    private <A> Answer<A> put(TemplateKind kind, String name, ByteString content, A done, Actor by) {
        return storage.change(() -> new Change.PutTemplate(kind, name, Messages.bytes(content)), done, by);
    }

    private <A> Answer<A> get(TemplateKind kind, String name, Function<ByteString, A> message) {
        return storage.<Bytes, A>read(() -> storage.catalog().content(kind, name), content -> message.apply(Messages.octets(content)));
    }

    private <A> Answer<A> delete(TemplateKind kind, String name, A done, Actor by) {
        return storage.change(() -> new Change.DeleteTemplate(kind, name), done, by);
    }
}
