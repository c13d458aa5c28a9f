// dotnet ef needs an executable; the work is in the two factories (./build.sh migration NAME).
System.Console.WriteLine("Run through ./build.sh migration NAME.");
