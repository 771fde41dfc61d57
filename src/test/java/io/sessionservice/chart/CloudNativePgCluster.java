package io.sessionservice.chart;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/** What the chart uses of CloudNativePG's Cluster (its API reference, v1), for which there is no ready-made model. */
@JsonDeserialize(using = JsonDeserializer.None.class)
@Group("postgresql.cnpg.io")
@Version("v1")
@Kind("Cluster")
@SuppressWarnings({"NullAway.Init", "unused"})
final class CloudNativePgCluster implements HasMetadata {

    public String apiVersion;
    public String kind;
    public ObjectMeta metadata;
    public Spec spec;

    record Spec(
            int instances,
            @Nullable String imageName,
            Storage storage,
            Bootstrap bootstrap,
            @Nullable Postgresql postgresql) {}

    record Storage(String size, @Nullable String storageClass) {}

    record Bootstrap(InitDb initdb) {}

    record InitDb(String database, String owner) {}

    record Postgresql(Synchronous synchronous) {}

    record Synchronous(String method, int number) {}

    @Override
    public ObjectMeta getMetadata() {
        return metadata;
    }

    @Override
    public void setMetadata(ObjectMeta metadata) {
        this.metadata = metadata;
    }

    @Override
    public String getApiVersion() {
        return apiVersion;
    }

    @Override
    public void setApiVersion(String apiVersion) {
        this.apiVersion = apiVersion;
    }

    @Override
    public String getKind() {
        return kind;
    }
}
