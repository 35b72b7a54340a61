package dev.domovoi.app.cluster;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/// The one Lease for which all pods stand. Every change names the version that it changes, so that of two pods that
/// saw the same Lease only one can take it.
final class LeaseSeat {
    private final KubernetesClient client;
    private final String namespace;
    private final String name;
    private final String identity;
    private final Duration duration;

    LeaseSeat(KubernetesClient client, String namespace, String name, String identity, Duration duration) {
        this.client = client;
        this.namespace = namespace;
        this.name = name;
        this.identity = identity;
        this.duration = duration;
    }

    Optional<Lease> read() {
        return Optional.ofNullable(
                        client.leases().inNamespace(namespace).withName(name).get())
                .map(LeaseSeat::whole);
    }

    /// One that was made by hand may say nothing at all, and is free.
    private static Lease whole(Lease lease) {
        if (lease.getSpec() == null) {
            lease.setSpec(new LeaseSpec());
        }
        return lease;
    }

    /// Makes the Lease, held by us; a conflict where another was faster.
    Lease create(Instant now) {
        Lease lease = new LeaseBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .withSpec(held(now, now, 0))
                .build();
        return client.resource(lease).create();
    }

    /// Takes a Lease that is free or has run out; a conflict where another was faster.
    Lease take(Lease seen, Instant now) {
        int transitions =
                Optional.ofNullable(seen.getSpec().getLeaseTransitions()).orElse(0);
        return replace(seen, held(now, now, transitions + 1));
    }

    /// Renews a Lease that is ours.
    Lease renew(Lease ours, Instant now) {
        LeaseSpec spec = ours.getSpec();
        spec.setRenewTime(now.truncatedTo(ChronoUnit.MICROS).atZone(ZoneOffset.UTC));
        return replace(ours, spec);
    }

    /// Leaves the seat empty, so that nobody has to wait for its time to run out.
    void release(Lease ours, Instant now) {
        LeaseSpec spec = held(now, now, ours.getSpec().getLeaseTransitions());
        spec.setHolderIdentity(null);
        spec.setLeaseDurationSeconds(1);
        replace(ours, spec);
    }

    boolean isOurs(Lease lease) {
        return identity.equals(lease.getSpec().getHolderIdentity());
    }

    static Optional<String> holder(Lease lease) {
        return Optional.ofNullable(lease.getSpec().getHolderIdentity()).filter(holder -> !holder.isEmpty());
    }

    /// What changes whenever its holder shows a sign of life.
    static String pulse(Lease lease) {
        LeaseSpec spec = lease.getSpec();
        return spec.getHolderIdentity() + " " + spec.getRenewTime() + " " + spec.getLeaseTransitions();
    }

    /// How long its holder may be silent: by its own word, but no shorter than ours.
    Duration patience(Lease lease) {
        Integer seconds = lease.getSpec().getLeaseDurationSeconds();
        Duration asked = Duration.ofSeconds(Objects.requireNonNullElse(seconds, 0));
        return asked.compareTo(duration) > 0 ? asked : duration;
    }

    private LeaseSpec held(Instant acquired, Instant renewed, int transitions) {
        LeaseSpec spec = new LeaseSpec();
        spec.setHolderIdentity(identity);
        spec.setLeaseDurationSeconds((int) duration.toSeconds());
        spec.setAcquireTime(acquired.truncatedTo(ChronoUnit.MICROS).atZone(ZoneOffset.UTC));
        spec.setRenewTime(renewed.truncatedTo(ChronoUnit.MICROS).atZone(ZoneOffset.UTC));
        spec.setLeaseTransitions(transitions);
        return spec;
    }

    private Lease replace(Lease seen, LeaseSpec spec) {
        return client.resource(new LeaseBuilder(seen)
                        .editMetadata()
                        .withManagedFields()
                        .endMetadata()
                        .withSpec(spec)
                        .build())
                .update();
    }
}
