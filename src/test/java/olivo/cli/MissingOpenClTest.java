package olivo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import olivo.testing.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines without OpenCL, or with a part of it. */
class MissingOpenClTest {
  private static final String HOW_TO_INSTALL = "apt-get install pocl-opencl-icd";

  @TempDir private Path directory;

  /** The list of devices is there and says what is missing; who needs OpenCL is told the same. */
  private void assertTold(JavaProcess process, String... expected) {
    JavaProcess.Ended devices = process.run(Main.class, "devices");
    assertThat(devices.status()).as(devices.toString()).isZero();
    assertThat(devices.err()).isEmpty();
    assertThat(devices.out().lines()).hasSize(2);
    assertThat(devices.out().lines().toList().get(0)).startsWith("jvm ");
    assertThat(devices.out().lines().toList().get(1)).startsWith("OpenCL: ").contains(expected);

    Path run = directory.resolve("run");
    JavaProcess.Ended asked = process.run(Main.class, "run", "--device", "opencl", "--out", run);
    assertThat(asked.status()).as(asked.toString()).isEqualTo(2);
    assertThat(asked.out()).isEmpty();
    assertThat(PoclOnly.errors(asked)).hasSize(1);
    assertThat(asked.err())
        .startsWith("olivo: --device: there is no device opencl; ")
        .contains(expected);
    assertThat(run).doesNotExist();
  }

  /** A file that the dynamic linker finds first, and cannot load. */
  private Path unusable(String library) throws IOException {
    Path libraries = Files.createDirectories(directory.resolve("libraries"));
    Files.writeString(libraries.resolve(library), "no library");
    return libraries;
  }

  @Test
  void shouldSayHowToInstallWhenThereIsNoLibrary() throws IOException {
    assertTold(
        new JavaProcess().withEnvironment("LD_LIBRARY_PATH", unusable("libOpenCL.so.1")),
        "no OpenCL library (libOpenCL.so.1)",
        HOW_TO_INSTALL);
  }

  @Test
  void shouldNameTheLibraryThatLwjglIsToldToUseWhenItIsMissing() {
    assertTold(
        new JavaProcess().with("-Dorg.lwjgl.opencl.libname=nowhere"),
        "no OpenCL library (nowhere)",
        HOW_TO_INSTALL);
  }

  @Test
  void shouldSayHowToInstallWhenThereIsNoDriver() throws IOException {
    Path vendors = Files.createDirectory(directory.resolve("vendors"));
    assertTold(
        new JavaProcess().withEnvironment("OCL_ICD_VENDORS", vendors),
        "no OpenCL driver: ",
        HOW_TO_INSTALL);
  }

  @Test
  void shouldNameTheFileWhenItsDriverCannotBeLoaded() throws IOException {
    Path vendors = Files.createDirectory(directory.resolve("vendors"));
    Files.writeString(vendors.resolve("broken.icd"), "libmissing.so.7\n");
    assertTold(
        new JavaProcess().withEnvironment("OCL_ICD_VENDORS", vendors),
        "no OpenCL driver could be loaded",
        vendors.toString(),
        "broken.icd",
        HOW_TO_INSTALL);
  }

  @Test
  void shouldNameTheDriverWhenItOffersNoDevice() throws IOException {
    assertTold(
        PoclOnly.process(directory).withEnvironment("POCL_DEVICES", "bogus"),
        "'Portable Computing Language' offers no device",
        "POCL_DEVICES");
  }

  @Test
  void shouldNameTheDriverWhenItCannotWriteItsCache() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertTold(
        PoclOnly.process(directory).withEnvironment("POCL_CACHE_DIR", file.resolve("cache")),
        "'Portable Computing Language' offers no device",
        "POCL_CACHE_DIR");
  }

  @Test
  void shouldFindDevicesWhenTheLibraryHasOnlyItsVersionedName() throws IOException {
    JavaProcess.Ended devices =
        PoclOnly.process(directory)
            .withEnvironment("LD_LIBRARY_PATH", unusable("libOpenCL.so"))
            .run(Main.class, "devices");
    assertThat(devices.status()).as(devices.toString()).isZero();
    assertThat(devices.err()).isEmpty();
    assertThat(devices.out()).contains("opencl:0.0 ").doesNotContain("OpenCL: ");
  }
}
