package dev.domovoi.score.train;

import java.util.SplittableRandom;

/// What a made-up day looks like: a value for each slot of the day, about 0 with a spread of 1.
final class DailyShape {
    private DailyShape() {}

    static double[] random(int slots, SplittableRandom random) {
        double[] shape = switch (random.nextInt(6)) {
            case 0 -> harmonics(slots, random);
            case 1 -> blocks(slots, random);
            case 2 -> bumps(slots, random);
            case 3 -> bridge(slots, random);
            case 4 -> sawTooth(slots, random);
            default -> spikes(slots, random);
        };
        return standardised(shape);
    }

    private static double[] harmonics(int slots, SplittableRandom random) {
        double[] shape = new double[slots];
        int waves = 1 + random.nextInt(4);
        for (int wave = 1; wave <= waves; wave++) {
            double size = random.nextGaussian() / wave;
            double phase = 2 * Math.PI * random.nextDouble();
            for (int i = 0; i < slots; i++) {
                shape[i] += size * Math.sin(2 * Math.PI * wave * i / slots + phase);
            }
        }
        return shape;
    }

    /// Levels that change a few times a day, at once.
    private static double[] blocks(int slots, SplittableRandom random) {
        double[] shape = new double[slots];
        int changes = 1 + random.nextInt(5);
        for (int change = 0; change < changes; change++) {
            int from = random.nextInt(slots);
            int length = 1 + random.nextInt(Math.max(1, slots / 2));
            double level = random.nextGaussian();
            for (int i = 0; i < length; i++) {
                shape[(from + i) % slots] += level;
            }
        }
        return shape;
    }

    private static double[] bumps(int slots, SplittableRandom random) {
        double[] shape = new double[slots];
        int count = 1 + random.nextInt(4);
        for (int bump = 0; bump < count; bump++) {
            double middle = slots * random.nextDouble();
            double width = slots * (0.01 + 0.1 * random.nextDouble());
            double height = Math.abs(random.nextGaussian()) + 0.3;
            for (int i = 0; i < slots; i++) {
                double apart = Math.abs(i - middle);
                double round = Math.min(apart, slots - apart) / width;
                shape[i] += height * Math.exp(-round * round / 2);
            }
        }
        return shape;
    }

    /// A random walk that ends where it began.
    private static double[] bridge(int slots, SplittableRandom random) {
        double[] shape = new double[slots];
        double sum = 0;
        for (int i = 0; i < slots; i++) {
            sum += random.nextGaussian();
            shape[i] = sum;
        }
        for (int i = 0; i < slots; i++) {
            shape[i] -= sum * (i + 1) / slots;
        }
        return shape;
    }

    private static double[] sawTooth(int slots, SplittableRandom random) {
        double[] shape = new double[slots];
        int teeth = 1 + random.nextInt(3);
        int phase = random.nextInt(slots);
        boolean falls = random.nextBoolean();
        for (int i = 0; i < slots; i++) {
            double way = (double) ((i + phase) * teeth % slots) / slots;
            shape[i] = falls ? 1 - way : way;
        }
        return shape;
    }

    private static double[] spikes(int slots, SplittableRandom random) {
        double[] shape = new double[slots];
        int count = 1 + random.nextInt(4);
        for (int spike = 0; spike < count; spike++) {
            shape[random.nextInt(slots)] += 1 + 2 * random.nextDouble();
        }
        return shape;
    }

    private static double[] standardised(double[] shape) {
        double mean = 0;
        for (double value : shape) {
            mean += value / shape.length;
        }
        double squares = 0;
        for (double value : shape) {
            squares += (value - mean) * (value - mean) / shape.length;
        }
        double deviation = Math.max(Math.sqrt(squares), 1e-9);
        for (int i = 0; i < shape.length; i++) {
            shape[i] = (shape[i] - mean) / deviation;
        }
        return shape;
    }
}
