package dev.domovoi.score.model;

import java.util.ArrayList;
import java.util.List;

/// Where each tensor lies in the one array that holds all weights of a model; gradients and the optimiser's moments
/// have the same layout.
public final class Layout {
    /// More than any home's computer should train or keep.
    private static final int MOST = 100_000_000;

    private final List<Tensor> tensors = new ArrayList<>();
    private int size;

    /// A matrix (or one row) of the model: its name, its place and its shape.
    public record Tensor(String name, int at, int rows, int columns) {
        public int size() {
            return rows * columns;
        }

        /// Whether it is a matrix; gains, biases and other vectors are one row. No [Shape] has a matrix of one row.
        public boolean isMatrix() {
            return rows > 1;
        }
    }

    /// Places one more tensor behind those that are there.
    public Tensor add(String name, int rows, int columns) {
        Tensor tensor = new Tensor(name, size, rows, columns);
        long end = size + (long) rows * columns;
        if (end > MOST) {
            throw new IllegalArgumentException("more than " + MOST + " weights in a model, with " + name);
        }
        tensors.add(tensor);
        size = (int) end;
        return tensor;
    }

    public List<Tensor> tensors() {
        return List.copyOf(tensors);
    }

    /// Elements of all tensors together.
    public int size() {
        return size;
    }

    /// Writes the transpose of each tensor to the same place of `transposed`, which must be another array.
    public void transpose(float[] weights, float[] transposed) {
        for (Tensor tensor : tensors) {
            for (int row = 0; row < tensor.rows(); row++) {
                for (int column = 0; column < tensor.columns(); column++) {
                    transposed[tensor.at() + column * tensor.rows() + row] =
                            weights[tensor.at() + row * tensor.columns() + column];
                }
            }
        }
    }
}
