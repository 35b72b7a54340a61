package dev.domovoi.app.report;

import dev.domovoi.app.store.ClosedIncidents.Closed;
import dev.domovoi.app.store.KeptVerdict;
import dev.domovoi.app.store.Store;
import dev.domovoi.decide.Decision.Verdict;
import dev.domovoi.decide.HomeState;
import dev.domovoi.decide.Incident;
import dev.domovoi.decide.Plan;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The report cards of the last weeks, worked out anew each time from the incidents, plans and decisions that are kept:
/// there is no count that a crash could lose. For any thread.
public record WeekCards(Store store, Supplier<HomeState> state, ZoneId zone, double budgetPerWeek) {
    /// Weeks for which there is a card, the running one among them.
    public static final int MOST = 9;

    private static final String UNKNOWN = "unknown";

    /// The Monday of the week in which an instant is.
    public static LocalDate mondayOf(Instant at, ZoneId zone) {
        return LocalDate.ofInstant(at, zone).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private Instant begin(LocalDate monday) {
        return monday.atStartOfDay(zone).toInstant();
    }

    /// The newest first, and that one is of the running week.
    public List<WeekCard> newest(int weeks, Instant now) {
        LocalDate running = mondayOf(now, zone);
        LocalDate oldest = running.minusWeeks(Math.clamp(weeks, 1, MOST) - 1L);
        return of(oldest, running, running);
    }

    /// The one of the week that was over last.
    public WeekCard last(Instant now) {
        LocalDate running = mondayOf(now, zone);
        return of(running.minusWeeks(1), running.minusWeeks(1), running).getFirst();
    }

    private List<WeekCard> of(LocalDate oldest, LocalDate newest, LocalDate running) {
        Instant from = begin(oldest);
        HomeState home = state.get();
        Map<String, Incident> incidents = new HashMap<>();
        store.closed().openedSince(from).stream()
                .map(Closed::incident)
                .forEach(incident -> incidents.put(incident.id(), incident));
        home.incidents().forEach(incident -> incidents.put(incident.id(), incident));
        List<WeekCard> cards = new ArrayList<>();
        for (LocalDate monday = newest; !monday.isBefore(oldest); monday = monday.minusWeeks(1)) {
            cards.add(card(monday, running, List.copyOf(incidents.values()), home.plans()));
        }
        return cards;
    }

    private WeekCard card(LocalDate monday, LocalDate running, List<Incident> incidents, List<Plan> plans) {
        List<Incident> opened = incidents.stream()
                .filter(incident -> isIn(monday, incident.openedAt()))
                .toList();
        List<Incident> learned = opened.stream().filter(Incident::isLearned).toList();
        List<KeptVerdict> said = KeptVerdict.between(store, begin(monday), begin(monday.plusWeeks(1)));
        return new WeekCard(
                monday,
                monday.isBefore(running),
                budgetPerWeek,
                new WeekCard.Alarms(learned.size(), count(learned, true), count(learned, false)),
                opened.size() - learned.size(),
                plans.stream()
                        .filter(plan -> isIn(monday, plan.at()))
                        .collect(Collectors.groupingBy(WeekCards::achieved, TreeMap::new, Collectors.counting())),
                said.stream()
                        .filter(verdict -> verdict.verdict().equals(Verdict.HELD.word()))
                        .collect(Collectors.toMap(KeptVerdict::guard, KeptVerdict::count, Long::sum, TreeMap::new)),
                said.stream()
                        .filter(verdict -> verdict.verdict().equals(Verdict.WOULD_ACT.word()))
                        .mapToLong(KeptVerdict::count)
                        .sum());
    }

    private boolean isIn(LocalDate monday, Instant at) {
        return !at.isBefore(begin(monday)) && at.isBefore(begin(monday.plusWeeks(1)));
    }

    private static long count(List<Incident> incidents, boolean isReal) {
        return incidents.stream()
                .filter(incident -> incident.real().equals(Optional.of(isReal)))
                .count();
    }

    /// What is not known to have been done or not is called that.
    private static String achieved(Plan plan) {
        return switch (plan.progress()) {
            case RUNNING, DONE, REFUSED, FAILED -> plan.progress().word();
            case MAYBE_DONE -> UNKNOWN;
        };
    }
}
