import java.io.FileInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Validates PDF files with veraPDF: java -cp JAR VeraPdf.java 3a,ua1 FILE... prints one line a check, exits 1 if any fails. */
public class VeraPdf {
  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    boolean passed = true;
    for (String flavour : arguments[0].split(",")) {
      ValidationProfile profile = profile(PDFAFlavour.fromString(flavour));
      for (int i = 1; i < arguments.length; i++) passed &= check(profile, arguments[i]);
    }
    System.exit(passed ? 0 : 1);
  }

  static boolean check(ValidationProfile profile, String file) throws Exception {
    PDFAFlavour flavour = profile.getPDFAFlavour();
    try (FileInputStream input = new FileInputStream(file);
        PDFAParser parser = Foundries.defaultInstance().createParser(input, flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, true)) {
      ValidationResult result = validator.validate(parser);
      String verdict = result.isCompliant() ? "PASS" : "FAIL";
      System.out.printf("%s %s %s checks=%d%n", verdict, flavour.getId(), file, result.getTotalAssertions());
      failures(result).forEach(System.out::println);
      return result.isCompliant();
    }
  }

  static Set<String> failures(ValidationResult result) {
    Set<String> lines = new TreeSet<>();
    for (TestAssertion each : result.getTestAssertions())
      if (each.getStatus() == TestAssertion.Status.FAILED)
        lines.add("  " + each.getRuleId().getClause() + " " + each.getMessage() + " @ " + each.getLocation().getContext());
    return lines;
  }

  /** The engine's own loader wants JAXB, which Java no longer has: the profile is read with DOM instead. */
  static ValidationProfile profile(PDFAFlavour flavour) throws Exception {
    String id = flavour.getId();
    String name = id.startsWith("ua") ? "PDFUA-" + id.substring(2) : "PDFA-" + id.toUpperCase();
    Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder()
        .parse(ValidationProfile.class.getClassLoader().getResourceAsStream("org/verapdf/pdfa/validation/" + name + ".xml"))
        .getDocumentElement();
    Set<Rule> rules = new HashSet<>();
    for (Element each : all(root, "rule")) rules.add(rule(each));
    Set<Variable> variables = new HashSet<>();
    for (Element each : all(root, "variable")) variables.add(variable(each));
    return Profiles.profileFromValues(
        flavour, Profiles.profileDetailsFromValues(name, name, "veraPDF", new Date()), "", rules, variables);
  }

  static Rule rule(Element rule) {
    Element id = all(rule, "id").get(0);
    PDFAFlavour.Specification specification = PDFAFlavour.Specification.valueOf(id.getAttribute("specification"));
    int number = Integer.parseInt(id.getAttribute("testNumber"));
    Boolean deferred = "true".equals(rule.getAttribute("deferred")) ? Boolean.TRUE : null;
    String tags = rule.getAttribute("tags");
    return Profiles.ruleFromValues(
        Profiles.ruleIdFromValues(specification, id.getAttribute("clause"), number),
        rule.getAttribute("object"), deferred, tags.isEmpty() ? null : tags, text(rule, "description"), text(rule, "test"),
        Profiles.errorFromValues(text(all(rule, "error").get(0), "message"), Collections.emptyList()), Collections.emptyList());
  }

  static Variable variable(Element each) {
    return Profiles.variableFromValues(
        each.getAttribute("name"), each.getAttribute("object"), text(each, "defaultValue"), text(each, "value"));
  }

  static String text(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }

  static List<Element> all(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) elements.add((Element) found.item(i));
    return elements;
  }
}
