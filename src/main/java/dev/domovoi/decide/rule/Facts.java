package dev.domovoi.decide.rule;

import dev.domovoi.decide.rule.Fact.Amount;
import dev.domovoi.decide.rule.Fact.Judged;
import dev.domovoi.decide.rule.Fact.Judgement;
import dev.domovoi.signal.Condition;
import dev.domovoi.signal.DeviceId;
import dev.domovoi.signal.Observation;
import dev.domovoi.signal.Quantity;
import dev.domovoi.signal.Score;
import dev.domovoi.signal.Source;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// The facts that observations and scores are. A retained observation is none: its age is unknown.
public final class Facts {
    private static final String NODES = "node";
    private static final Set<String> ROUTERS = Set.of("collectd");

    private Facts() {}

    /// What kind of thing a device is, by the dialect it speaks.
    public static Subject subject(DeviceId device) {
        if (device.dialect().equals(NODES)) {
            return new Subject(Scope.NODE, device);
        }
        return new Subject(ROUTERS.contains(device.dialect()) ? Scope.ROUTER : Scope.DEVICE, device);
    }

    /// The fact that is known for so long; empty where no rule can read it.
    public static Optional<Fact> of(Observation said, Duration good) {
        if (said.retained()) {
            return Optional.empty();
        }
        Subject subject = subject(said.source().device());
        return switch (said) {
            case Observation.Reading reading ->
                term(subject.scope(), reading.quantity()).map(term -> fact(subject, term, said, reading.value(), good));
            case Observation.SwitchState relay ->
                subject.scope() == Scope.DEVICE
                        ? Optional.of(fact(subject, Term.DEVICE_SWITCH, said, relay.on() ? 1 : 0, good))
                        : Optional.empty();
            case Observation.Status status ->
                term(subject.scope(), status.condition())
                        .map(term -> fact(subject, term, said, status.holds() ? 1 : 0, good));
            case Observation.Availability context -> Optional.empty();
        };
    }

    private static Fact fact(Subject subject, Term term, Observation said, double value, Duration good) {
        return new Amount(subject, term, said.source().channel(), value, said.at(), good);
    }

    /// A judgement of a plug's power; of anything else no rule can read it.
    public static Optional<Fact> of(Score score, Duration good) {
        Source source = score.stream().source();
        Subject subject = subject(source.device());
        if (subject.scope() != Scope.DEVICE || score.stream().quantity() != Quantity.POWER) {
            return Optional.empty();
        }
        Judgement judgement = new Judgement(
                score.tailProbability(),
                score.surpriseNats(),
                score.value(),
                score.expected().low(),
                score.expected().median(),
                score.expected().high());
        return Optional.of(new Judged(subject, source.channel(), judgement, score.measuredAt(), good));
    }

    private static Optional<Term> term(Scope scope, Quantity quantity) {
        return switch (scope) {
            case DEVICE -> ofDevice(quantity);
            case ROUTER -> ofRouter(quantity);
            case NODE -> ofNode(quantity);
            case HOME, CLIENT -> Optional.empty();
        };
    }

    private static Optional<Term> ofDevice(Quantity quantity) {
        return switch (quantity) {
            case POWER -> Optional.of(Term.DEVICE_POWER);
            case ENERGY_TOTAL -> Optional.of(Term.DEVICE_ENERGY);
            case VOLTAGE -> Optional.of(Term.DEVICE_VOLTAGE);
            case CURRENT -> Optional.of(Term.DEVICE_CURRENT);
            case TEMPERATURE -> Optional.of(Term.DEVICE_TEMPERATURE);
            case HUMIDITY -> Optional.of(Term.DEVICE_HUMIDITY);
            default -> Optional.empty();
        };
    }

    private static Optional<Term> ofRouter(Quantity quantity) {
        return switch (quantity) {
            case PING -> Optional.of(Term.ROUTER_PING);
            case PING_LOSS -> Optional.of(Term.ROUTER_PING_LOSS);
            case CONNTRACK -> Optional.of(Term.ROUTER_CONNTRACK);
            case DHCP_LEASES -> Optional.of(Term.ROUTER_LEASES);
            case OCTETS_RECEIVED -> Optional.of(Term.ROUTER_RECEIVED);
            case OCTETS_SENT -> Optional.of(Term.ROUTER_SENT);
            case UPTIME -> Optional.of(Term.ROUTER_UPTIME);
            default -> Optional.empty();
        };
    }

    private static Optional<Term> ofNode(Quantity quantity) {
        return switch (quantity) {
            case TEMPERATURE -> Optional.of(Term.NODE_TEMPERATURE);
            case LOAD -> Optional.of(Term.NODE_LOAD);
            case DISK_FREE -> Optional.of(Term.NODE_DISK_FREE);
            case UPTIME -> Optional.of(Term.NODE_UPTIME);
            default -> Optional.empty();
        };
    }

    private static Optional<Term> term(Scope scope, Condition condition) {
        if (scope != Scope.NODE) {
            return Optional.empty();
        }
        return switch (condition) {
            case READY -> Optional.of(Term.NODE_READY);
            case CORDONED -> Optional.of(Term.NODE_CORDONED);
            case UNDERVOLTAGE -> Optional.of(Term.NODE_UNDERVOLTAGE);
            case THROTTLED -> Optional.of(Term.NODE_THROTTLED);
            case READ_ONLY -> Optional.of(Term.NODE_READ_ONLY);
            default -> Optional.empty();
        };
    }
}
