package olivo.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import olivo.analysis.PopulationRate;
import olivo.analysis.RateCourse;
import olivo.analysis.Rounded;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/** The rates of a run over time, {@code rates.csv}: what is left once its recording is deleted. */
public final class RatesFile {
  /** Width of the bins in ms. */
  public static final double BIN_MS = 100;

  private static final String START = "start_s";
  private static final String END = "end_s";
  private static final String HZ = "_hz";

  private RatesFile() {}

  /** The text of the file for some populations, all with the same bins. */
  public static String text(Map<String, PopulationRate> rates) throws IOException {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter csv = new CSVPrinter(text, Tables.FORMAT)) {
      List<String> header = new ArrayList<>(List.of(START, END));
      rates.keySet().forEach(name -> header.add(name + HZ));
      csv.printRecord(header);
      int bins = rates.values().stream().mapToInt(PopulationRate::bins).max().orElse(0);
      for (int bin = 0; bin < bins; bin++) {
        List<Object> row = new ArrayList<>();
        for (PopulationRate rate : rates.values()) {
          if (row.isEmpty()) {
            row.add(Rounded.of(rate.startS(bin)));
            row.add(Rounded.of(rate.endS(bin)));
          }
          row.add(Rounded.of(rate.rateHz(bin)));
        }
        csv.printRecord(row);
      }
    }
    return text.toString();
  }

  /** The rates by population that a file holds. */
  public static Map<String, RateCourse> read(Path file) throws IOException {
    CSVFormat withHeader = Tables.FORMAT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser csv = CSVParser.parse(Files.readString(file), withHeader)) {
      List<CSVRecord> rows = csv.getRecords();
      double[] start = column(rows, START);
      double[] end = column(rows, END);
      Map<String, RateCourse> courses = new TreeMap<>();
      for (String header : csv.getHeaderNames()) {
        if (header.endsWith(HZ)) {
          String name = header.substring(0, header.length() - HZ.length());
          courses.put(name, new RateCourse(start, end, column(rows, header)));
        }
      }
      return courses;
    }
  }

  private static double[] column(List<CSVRecord> rows, String name) {
    return rows.stream().mapToDouble(row -> Double.parseDouble(row.get(name))).toArray();
  }
}
