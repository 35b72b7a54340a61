package dev.domovoi.app.web;

import dev.domovoi.app.Agent;
import dev.domovoi.app.Commands;
import dev.domovoi.app.store.StoreCopy;
import dev.domovoi.app.store.StoreException;
import dev.domovoi.decide.Event;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Answers what is asked of one agent. Every route there is stands in the list here.
final class Desk {
    private static final System.Logger LOG = System.getLogger(Desk.class.getName());
    private static final int BUGS_LOGGED = 20;
    private static final String DESCRIPTION = "openapi.json";

    /// Without the session, which needs the door.
    static final List<Route> ROUTES = List.of(
            new Route("GET", "/openapi", Route.Access.READ, question -> Reply.json(description())),
            new Route("GET", "/api/devices", Route.Access.READ, led(DeviceAnswers::devices)),
            new Route("GET", "/api/streams", Route.Access.READ, led(DeviceAnswers::streams)),
            new Route("GET", "/api/incidents", Route.Access.READ, led(DecisionAnswers::incidents)),
            new Route("GET", "/api/decisions", Route.Access.READ, led(DecisionAnswers::decisions)),
            new Route("GET", "/api/explain/{id}", Route.Access.READ, led(DecisionAnswers::explanation)),
            new Route("GET", "/api/rules", Route.Access.READ, led(RuleAnswers::rules)),
            new Route("GET", "/api/report", Route.Access.READ, led(ReportAnswer::report)),
            new Route("POST", "/api/pause", Route.Access.CHANGE, led(Desk::pause)),
            new Route("POST", "/api/resume", Route.Access.CHANGE, led(Desk::resume)),
            new Route("POST", "/api/forget", Route.Access.CHANGE, led(Desk::forget)),
            new Route("POST", "/api/backup", Route.Access.CHANGE, led(Desk::backup)),
            new Route("POST", "/api/release", Route.Access.CHANGE, led(Desk::release)),
            new Route("POST", "/api/maintenance", Route.Access.CHANGE, led(MaintenanceAnswers::maintain)),
            new Route("POST", "/api/approve/{id}", Route.Access.CHANGE, led(Desk::approve)),
            new Route("POST", "/api/incidents/{id}/feedback", Route.Access.CHANGE, led(Desk::feedback)));

    private final Agent agent;
    private final AtomicInteger bugs = new AtomicInteger();

    Desk(Agent agent) {
        this.agent = agent;
    }

    /// What was asked, before it is known of whom.
    record Asked(String id, Optional<String> limit, String contentType, String body) {}

    /// May wait for the store; never throws.
    Reply answer(Route route, Asked asked) {
        try {
            return route.answer().to(new Question(agent, asked.id(), asked.limit(), asked.contentType(), asked.body()));
        } catch (Question.Malformed malformed) {
            return Reply.badRequest(String.valueOf(malformed.getMessage()));
        } catch (StoreException away) {
            return Reply.unavailable("The agent's store cannot be read at present; its log says why.");
        } catch (RuntimeException bug) {
            if (bugs.getAndIncrement() < BUGS_LOGGED) {
                LOG.log(System.Logger.Level.ERROR, "a bug in answering " + route.path(), bug);
            }
            return Reply.problem(500, "Internal Server Error", "A bug in Domovoi; its log says more.");
        }
    }

    /// In a cluster only the pod that leads knows the home.
    private static Route.Answer led(Route.Answer answer) {
        return question -> question.agent().isLeading()
                ? answer.to(question)
                : Reply.unavailable(
                        "Another pod leads, and only that one knows the home: ask the pod whose domovoi_leader is 1.");
    }

    private static Reply pause(Question question) throws Question.Malformed {
        Map<String, String> fields = question.fields();
        only(fields, "for");
        Optional<Duration> length = Optional.ofNullable(fields.get("for")).flatMap(Commands::span);
        if (fields.containsKey("for") && length.isEmpty()) {
            throw new Question.Malformed("for takes minutes or hours, such as \"30m\" or \"2h\"; without it the pause"
                    + " lasts until POST /api/resume.");
        }
        Agent agent = question.agent();
        return handed(agent, new Event.Pause(length.map(agent.time().instant()::plus)));
    }

    private static Reply resume(Question question) throws Question.Malformed {
        only(question.fields(), "");
        return handed(question.agent(), new Event.Resume());
    }

    private static Reply release(Question question) throws Question.Malformed {
        only(question.fields(), "");
        return handed(question.agent(), new Event.ReleaseAll());
    }

    private static Reply approve(Question question) throws Question.Malformed {
        only(question.fields(), "");
        Agent agent = question.agent();
        if (agent.state().approvals().stream().noneMatch(approval -> approval.isMeant(question.id()))) {
            return Reply.problem(
                    404, "Not Found", "Nothing that waits for approval has this id; decisions name theirs.");
        }
        Optional<String> why =
                agent.state().whyNotApproved(question.id(), agent.time().instant());
        return why.map(words -> Reply.problem(409, "Conflict", "Not approved: " + words + "."))
                .orElseGet(() -> handed(agent, new Event.Approve(question.id())));
    }

    private static Reply feedback(Question question) throws Question.Malformed {
        Map<String, String> fields = question.fields();
        only(fields, "real");
        String real = fields.getOrDefault("real", "");
        if (!real.equals("true") && !real.equals("false")) {
            throw new Question.Malformed("real takes true or false: whether the incident was one.");
        }
        if (!question.agent().knowsIncident(question.id())) {
            return Reply.problem(
                    404,
                    "Not Found",
                    "No incident of this id is open or was closed in the last ten weeks; GET /api/incidents lists the open"
                            + " ones.");
        }
        return handed(question.agent(), new Event.Feedback(question.id(), real.equals("true")));
    }

    private static Reply forget(Question question) throws Question.Malformed {
        Map<String, String> fields = question.fields();
        only(fields, "name");
        Agent agent = question.agent();
        return Meant.by(fields.getOrDefault("name", ""), agent).then(device -> handed(agent, agent.forget(device)));
    }

    /// The copy lies in the state directory, where `domovoi backup` takes it from: it is made of what only its owner
    /// may read.
    private static Reply backup(Question question) throws Question.Malformed {
        Map<String, String> fields = question.fields();
        only(fields, "copy");
        String name = fields.getOrDefault("copy", "");
        if (!StoreCopy.isName(name)) {
            throw new Question.Malformed("copy takes a name of backup-, sixteen hexadecimal digits and .db.");
        }
        Agent agent = question.agent();
        try {
            agent.copyStore(name);
        } catch (StoreException failed) {
            return Reply.unavailable(String.valueOf(failed.getMessage()));
        }
        return Reply.json(JsonText.of(json -> {
            json.writeStringField("at", agent.time().instant().toString());
            json.writeStringField("copy", name);
        }));
    }

    private static void only(Map<String, String> fields, String known) throws Question.Malformed {
        if (fields.keySet().stream().anyMatch(name -> !name.equals(known))) {
            throw new Question.Malformed("The body has a field that is not known here"
                    + (known.isEmpty() ? "; it takes none." : "; it takes \"" + known + "\"."));
        }
    }

    static Reply handed(Agent agent, Event event) {
        return handed(agent, agent.ask(event));
    }

    private static Reply handed(Agent agent, boolean isHeard) {
        return isHeard
                ? Reply.accepted(JsonText.of(json -> {
                    json.writeStringField("at", agent.time().instant().toString());
                    json.writeBooleanField("accepted", true);
                }))
                : Reply.unavailable("The agent is too busy, or ending; try again.");
    }

    private static String description() {
        try (InputStream resource = Desk.class.getResourceAsStream(DESCRIPTION)) {
            if (resource == null) {
                throw new IllegalStateException(DESCRIPTION + " is missing");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
