package dev.domovoi.fences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// No file over 400 lines, no method over 60 (numeric kernels: 90).
final class SizeTest {
    private static final int FILE_LINES = 400;
    private static final int METHOD_LINES = 60;
    private static final int KERNEL_LINES = 90;
    private static final Path SOURCES = Path.of("src");

    @Test
    void filesAndMethodsStayReadable() throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(SOURCES)) {
            files = tree.filter(file -> file.toString().endsWith(".java")).toList();
        }
        assertTrue(files.size() > 10, "found only " + files.size() + " sources below " + SOURCES.toAbsolutePath());
        List<String> tooLong = new ArrayList<>();
        for (Path file : files) {
            long lines = Files.readString(file).lines().count();
            if (lines > FILE_LINES) {
                tooLong.add(file + ": " + lines + " lines, limit " + FILE_LINES);
            }
        }
        tooLong.addAll(longMethods(files));
        assertEquals(List.of(), tooLong);
    }

    private static List<String> longMethods(List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> found = new ArrayList<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                unit.accept(new LongMethods(unit, positions, found), null);
            }
        }
        return found;
    }

    private static final class LongMethods extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> found;

        LongMethods(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            LineMap lines = unit.getLineMap();
            long first = positions.getStartPosition(unit, method);
            long last = positions.getEndPosition(unit, method);
            String file = unit.getSourceFile().getName();
            int limit = file.contains("/score/model/") ? KERNEL_LINES : METHOD_LINES;
            if (first >= 0 && last >= first) {
                long length = lines.getLineNumber(last) - lines.getLineNumber(first) + 1;
                if (length > limit) {
                    found.add(file + ": " + method.getName() + " has " + length + " lines, limit " + limit);
                }
            }
            return super.visitMethod(method, null);
        }
    }
}
