package dev.domovoi.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How a person is asked for approval, answers, and what becomes of the answer: it is good for one plan, once.
final class Approvals {
    /// What nobody answered is asked again no sooner than this after its deadline, unless there is news.
    static final Duration ASKED_AGAIN = Duration.ofHours(1);

    /// How long an answer in the last moment is good: the next look must find it.
    private static final Duration GOOD = Duration.ofMinutes(2);

    /// So long after its deadline it is still known that an answer is too late.
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private static final int MOST = 200;

    private Approvals() {}

    static boolean isLacking(Wish wish) {
        return wish.policy().consent().isNeededFor(wish.kind(), wish.device())
                && wish.state().approvals().stream().noneMatch(approval -> approval.covers(wish));
    }

    /// Whether approval is all that stands in the way: nobody is asked for what would not be done anyway.
    static boolean isAllThatLacks(List<Guard> stopping) {
        return stopping.size() == 1 && stopping.getFirst().name().equals("approval");
    }

    /// Whether nobody was asked for all of it, or so long ago that it is asked again.
    static boolean isDue(List<Wish> plan, List<Guard> stopping) {
        Wish first = plan.getFirst();
        List<String> parts = plan.stream().map(Approval::part).toList();
        return isAllThatLacks(stopping)
                && first.state().approvals().stream()
                        .noneMatch(approval -> approval.incident().equals(first.incident())
                                && approval.parts().containsAll(parts)
                                && first.now().isBefore(approval.until().plus(ASKED_AGAIN)));
    }

    /// Asks for all of a plan; what was asked before of the incident is not to be answered any more.
    static void ask(Draft draft, List<Wish> plan, List<String> decisions) {
        Wish first = plan.getFirst();
        List<Approval> all = new ArrayList<>(draft.state().approvals().stream()
                .map(old -> old.incident().equals(first.incident()) ? old.notAfter(first.now()) : old)
                .toList());
        all.add(new Approval(
                first.incident(), plan.stream().map(Approval::part).toList(), decisions, until(first), false));
        draft.become(draft.state().withApprovals(all.subList(Math.max(0, all.size() - MOST), all.size())));
    }

    static Instant until(Wish wish) {
        return wish.now().plus(wish.policy().consent().within());
    }

    /// How a person is told what to answer, as the end of a sentence.
    static String asking(String decision, Wish wish) {
        return " Approve " + decision + " before " + until(wish) + ".";
    }

    /// A plan was made of it.
    static void spend(Draft draft, String incident) {
        if (draft.state().approvals().stream()
                .anyMatch(approval -> approval.incident().equals(incident))) {
            draft.become(draft.state()
                    .withApprovals(draft.state().approvals().stream()
                            .filter(approval -> !approval.incident().equals(incident))
                            .toList()));
        }
    }

    /// A person approves. What cannot be approved any more changes nothing; who asked was told so.
    static void answer(Draft draft, String id, Instant now) {
        if (refusal(draft.state(), id, now).isEmpty()) {
            Approval meant = newest(draft.state(), id).orElseThrow();
            Instant good = now.plus(GOOD);
            Approval given = meant.given(meant.until().isAfter(good) ? meant.until() : good);
            draft.become(draft.state()
                    .withApprovals(draft.state().approvals().stream()
                            .map(approval -> approval.equals(meant) ? given : approval)
                            .toList()));
        }
    }

    /// Why it cannot be approved, in words; empty where it can.
    static Optional<String> refusal(HomeState state, String id, Instant now) {
        Optional<Approval> meant = newest(state, id);
        if (meant.isEmpty()) {
            return Optional.of("nothing that waits for approval goes by " + id);
        }
        boolean isOver = state.incident(meant.get().incident())
                .filter(incident -> incident.cut().isPossible())
                .isEmpty();
        if (isOver) {
            return Optional.of("too late: " + meant.get().incident() + " is over, or was denied");
        }
        if (!meant.get().isOpen(now)) {
            return Optional.of("too late: " + id + " had to be approved before "
                    + meant.get().until());
        }
        return meant.get().isGiven() ? Optional.of(id + " is approved already") : Optional.empty();
    }

    /// An incident's id means what was asked of it last.
    private static Optional<Approval> newest(HomeState state, String id) {
        return state.approvals().stream()
                .filter(approval -> approval.isMeant(id))
                .max(Comparator.comparing(Approval::until));
    }

    /// Forgets what was to be answered long ago.
    static void minute(Draft draft, Instant now) {
        Instant oldest = now.minus(REMEMBERED);
        if (draft.state().approvals().stream()
                .anyMatch(approval -> approval.until().isBefore(oldest))) {
            draft.become(draft.state()
                    .withApprovals(draft.state().approvals().stream()
                            .filter(approval -> !approval.until().isBefore(oldest))
                            .toList()));
        }
    }
}
