package dev.domovoi.observe.node;

import dev.domovoi.observe.payload.Field;
import dev.domovoi.observe.payload.Report;
import dev.domovoi.signal.Quantity;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How worn a soldered flash memory says it is; memory cards do not say it.
///
/// The life used comes in steps of ten percent, for two kinds of cells; 110 % stands for "beyond its life".
final class FlashWear implements NodeSignal {
    private static final Field LIFE = Field.of(Quantity.EMMC_LIFE_USED);
    private static final Field SPARE = Field.of(Quantity.EMMC_PRE_EOL);
    private static final Pattern STEPS = Pattern.compile("0x([0-9a-fA-F]{2})\\s+0x([0-9a-fA-F]{2})");
    private static final Pattern LEVEL = Pattern.compile("0x([0-9a-fA-F]{2})");
    private static final int BEYOND = 0x0b;
    private static final int STEP_PERCENT = 10;
    private static final int URGENT = 3;

    @Override
    public List<Place> places() {
        String memory = "/sys/block/mmcblk*/device/";
        return List.of(Place.of(memory + "life_time"), Place.of(memory + "pre_eol_info"));
    }

    @Override
    public void read(Report report, List<NodeFile> files) {
        for (NodeFile file : files) {
            if (file.level(0).equals("life_time")) {
                life(report, file);
            } else {
                spare(report, file);
            }
        }
    }

    private static void life(Report report, NodeFile file) {
        Matcher steps = STEPS.matcher(file.trimmed());
        if (!steps.matches()) {
            report.problem(file.path(), "two steps such as 0x01 0x02", file.trimmed());
            return;
        }
        step(report, file, ".a", Integer.parseInt(steps.group(1), 16));
        step(report, file, ".b", Integer.parseInt(steps.group(2), 16));
    }

    /// Step 0 means that the memory does not say.
    private static void step(Report report, NodeFile file, String cells, int step) {
        if (step > BEYOND) {
            report.problem(file.path(), "steps from 0x00 to 0x0b", file.trimmed());
        } else if (step > 0) {
            report.reading(file.path(), file.level(2) + cells, LIFE, step * STEP_PERCENT);
        }
    }

    private static void spare(Report report, NodeFile file) {
        Matcher level = LEVEL.matcher(file.trimmed());
        int value = level.matches() ? Integer.parseInt(level.group(1), 16) : Integer.MAX_VALUE;
        if (value > URGENT) {
            report.problem(file.path(), "a level from 0x00 to 0x03", file.trimmed());
        } else if (value > 0) {
            report.reading(file.path(), file.level(2), SPARE, value);
        }
    }
}
